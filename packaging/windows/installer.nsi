; The installer: for one user, without an administrator.  Called by build.py, which hands in what is in ${...}.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh

!define PRODUCT "智城统筹"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\SmartPlanner"
!define CLASSES "Software\Classes"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"

Name "${PRODUCT} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\SmartPlanner"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
BrandingText "${PRODUCT} ${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\智城统筹.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "${PRODUCT} 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "MIT"

; A program that runs cannot be replaced or removed: Windows lets nobody write it.
!macro RequireNotRunning un
Function ${un}RequireNotRunning
  again:
  Push $0
  Push $1
  StrCpy $1 ""
  IfFileExists "$INSTDIR\python\python313.dll" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\python\python313.dll" a
  IfErrors 0 close
  StrCpy $1 "busy"
  Goto free
  close:
  FileClose $0
  free:
  StrCpy $0 $1
  Pop $1
  StrCmp $0 "busy" 0 done
  Pop $0
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT}正在运行。请先关闭它，然后点“重试”。" /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Abort "${PRODUCT}正在运行，没有改动任何文件。"
  done:
  Pop $0
FunctionEnd
!macroend
!insertmacro RequireNotRunning ""
!insertmacro RequireNotRunning "un."

; Only what is ours is removed: a book that somebody keeps in this folder stays.
!macro RemoveProgram
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\LICENSES"
  Delete "$INSTDIR\MANIFEST.json"
  Delete "$INSTDIR\智城统筹.exe"
  Delete "$INSTDIR\smartplanner.exe"
!macroend

Section "install"
  Call RequireNotRunning
  !insertmacro RemoveProgram
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  ; The working folder of a shortcut is the one of SetOutPath: the user's documents, never the program's own.
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\智城统筹.exe" "" "$INSTDIR\智城统筹.exe" 0

  WriteRegStr HKCU "${CLASSES}\.splan" "" "SmartPlanner.Book"
  WriteRegStr HKCU "${CLASSES}\.splan\OpenWithProgids" "SmartPlanner.Book" ""
  WriteRegStr HKCU "${CLASSES}\SmartPlanner.Book" "" "${PRODUCT}账本"
  WriteRegStr HKCU "${CLASSES}\SmartPlanner.Book\DefaultIcon" "" "$INSTDIR\智城统筹.exe,1"
  WriteRegStr HKCU "${CLASSES}\SmartPlanner.Book\shell\open\command" "" '"$INSTDIR\智城统筹.exe" "%1"'
  WriteRegStr HKCU "${APP_PATHS}\smartplanner.exe" "" "$INSTDIR\smartplanner.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\智城统筹.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "SmartPlanner"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "un.install"
  Call un.RequireNotRunning
  SetOutPath "$TEMP"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.splan" ""
  StrCmp $0 "SmartPlanner.Book" 0 +2
  DeleteRegKey HKCU "${CLASSES}\.splan"
  DeleteRegKey HKCU "${CLASSES}\SmartPlanner.Book"
  DeleteRegKey HKCU "${APP_PATHS}\smartplanner.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${RefreshShellIcons}
SectionEnd
