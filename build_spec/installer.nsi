; The Windows installer: for one user, without an administrator.
;
;   py dev.py build                                         makes dist\mcsys-desktop
;   makensis -DVERSION=0.1.0 build_spec\installer.nsi       makes dist\mcsys-desktop-0.1.0-setup.exe
;
; NOT RUN YET: it compiles with makensis 3.08 on Linux; nobody has installed with it on Windows.
; Not there yet either: a signature, without which Windows warns, and an icon of our own.

Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include LogicLib.nsh

!ifndef VERSION
  !error "Give the version: makensis -DVERSION=X.Y.Z"
!endif
!define NAME "MCSys Desktop"
; A folder of our own: updates put newer versions and their pointer beside the first one.
!define HOME "$LOCALAPPDATA\Programs\MCSys"
!define PROGRAM "mcsys-desktop.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\mcsys-desktop"
!define INVITATION "Software\Classes\mcsys-desktop.invitation"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

Name "${NAME}"
OutFile "..\dist\mcsys-desktop-${VERSION}-setup.exe"
InstallDir "${HOME}\mcsys-desktop"
RequestExecutionLevel user
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MC Systems, MIT licence"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "..\LICENSE"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

LangString PROGRAM_PART ${LANG_DUTCH} "Het programma"
LangString PROGRAM_PART ${LANG_ENGLISH} "The program"
LangString AUTOSTART_PART ${LANG_DUTCH} "Openen als je inlogt, zodat je geen gesprek mist"
LangString AUTOSTART_PART ${LANG_ENGLISH} "Open when you log in, so that you miss no call"

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Section "$(PROGRAM_PART)"
  SectionIn RO
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    RMDir /r "${HOME}"  ; versions before this one; offices and settings lie elsewhere
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "..\dist\mcsys-desktop\*"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Classes\.mcsys" "" "mcsys-desktop.invitation"
  WriteRegStr HKCU "${INVITATION}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "MC Systems"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section /o "$(AUTOSTART_PART)"
  WriteRegStr HKCU "${RUN}" "mcsys-desktop" '"$INSTDIR\${PROGRAM}"'
SectionEnd

Section "Uninstall"
  RMDir /r "${HOME}"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\.mcsys"
  DeleteRegKey HKCU "${INVITATION}"
  DeleteRegValue HKCU "${RUN}" "mcsys-desktop"
SectionEnd
