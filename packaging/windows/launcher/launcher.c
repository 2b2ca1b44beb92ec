/* Starts the program: loads the Python that lies beside this file and hands it the arguments.

   Built twice: with WINDOW for 智城统筹.exe (no console), without for smartplanner.exe (the verbs).  One process,
   so the task bar, the task manager and a firewall see the program by its own name. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768 /* characters of the longest path of Windows */

typedef int (*python_main)(int, wchar_t **);

static wchar_t folder[LONGEST];
static wchar_t library[LONGEST];

static int fail(const wchar_t *what)
{
#ifdef WINDOW
    MessageBoxW(NULL, what, L"智城统筹", MB_ICONERROR | MB_OK);
#else
    /* Not by the C library, whose locale knows no Chinese: as it is to a console, as UTF-8 to a pipe or a file. */
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);
    static char bytes[1024];
    DWORD mode, written;
    int length;
    if (GetConsoleMode(error, &mode)) {
        WriteConsoleW(error, what, (DWORD)wcslen(what), &written, NULL);
        WriteConsoleW(error, L"\r\n", 2, &written, NULL);
    } else {
        length = WideCharToMultiByte(CP_UTF8, 0, what, -1, bytes, sizeof bytes - 2, NULL, NULL);
        if (length > 0) {
            bytes[length - 1] = '\n';
            WriteFile(error, bytes, (DWORD)length, &written, NULL);
        }
    }
#endif
    return 1;
}

static int find_folder(void)
{
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *end;
    if (length == 0 || length >= LONGEST - 64)
        return 0;
    end = wcsrchr(folder, L'\\');
    if (end == NULL)
        return 0;
    *end = L'\0';
    return 1;
}

static int run(void)
{
    static wchar_t *const start[] = {L"-X", L"utf8", L"-m", L"smartplanner_start"};
    const int added = sizeof start / sizeof *start;
    int count, all, i;
    wchar_t **given, **arguments;
    HMODULE python;
    python_main entry;

    if (!find_folder())
        return fail(L"找不到程序所在的文件夹。");
    /* Modules find the runtime libraries here, as they would beside python.exe. */
    swprintf(library, LONGEST, L"%ls\\python", folder);
    AddDllDirectory(library);
    swprintf(library, LONGEST, L"%ls\\python\\python313.dll", folder);
    python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (python == NULL)
        return fail(L"程序文件不完整（python313.dll），请重新安装。");
    entry = (python_main)(void *)GetProcAddress(python, "Py_Main");
    given = CommandLineToArgvW(GetCommandLineW(), &count);
    if (entry == NULL || given == NULL || count < 1)
        return fail(L"程序文件不完整，请重新安装。");
    all = count + added;
    arguments = calloc(all + 1, sizeof *arguments);
    if (arguments == NULL)
        return fail(L"内存不足。");
    arguments[0] = given[0];
    for (i = 0; i < added; i++)
        arguments[1 + i] = start[i];
    for (i = 1; i < count; i++)
        arguments[added + i] = given[i];
    return entry(all, arguments);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, PWSTR line, int show)
{
    (void)instance, (void)previous, (void)line, (void)show;
    return run();
}
#else
int wmain(void)
{
    return run();
}
#endif
