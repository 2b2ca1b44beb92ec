/* For the wine prefix of check.py only, never in the product: wine 8 has no icuuc.dll, which Windows 10 and later
   have and Qt6Core imports.  The program never converts through it, so every converter is "not there". */

#define STUB(name) \
    __declspec(dllexport) void *name(void) { return 0; }
#define CALLBACK(name) \
    __declspec(dllexport) void name(void) {}

CALLBACK(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
CALLBACK(UCNV_TO_U_CALLBACK_SUBSTITUTE)
STUB(ucnv_close)
STUB(ucnv_reset)
STUB(ucnv_getMaxCharSize)
STUB(ucnv_getName)
STUB(ucnv_getToUCallBack)
STUB(ucnv_getFromUCallBack)
STUB(ucnv_setToUCallBack)
STUB(ucnv_setFromUCallBack)
STUB(ucnv_cbToUWriteUChars)
STUB(ucnv_cbFromUWriteUChars)
STUB(ucnv_toUnicode)
STUB(ucnv_fromUnicode)
STUB(ucnv_toUCountPending)
STUB(ucnv_fromUCountPending)
STUB(ucnv_getStandardName)
STUB(ucnv_getAvailableName)
STUB(ucnv_countAvailable)

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = 4; /* U_FILE_ACCESS_ERROR */
    return 0;
}
