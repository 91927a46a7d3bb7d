@echo off
rem Lets Task Scheduler start a pass every 30 seconds: registers pdhs-sync-task.xml, which stands beside this file, or
rem removes it again. Installing again replaces the task.
rem   pdhs-sync-task.cmd install [--program FILE] [--env-file FILE] [--while-logged-on]
rem   pdhs-sync-task.cmd remove
rem   pdhs-sync-task.cmd status
rem
rem The task runs as the user who installs it, without an administrator's rights, and by an S4U logon: no password is
rem stored, it runs whether or not that user is logged on, and it opens no window. Microsoft says of S4U "no access to
rem the network or encrypted files". The logon brings no credentials, that is: no shares, no proxy that asks for the
rem Windows user, no file encrypted by Windows. HTTPS with a token of its own needs none of these. Where it does not get
rem through all the same, --while-logged-on takes the user's own logon: then passes begin only while that user is logged
rem on, and each one opens a window for a moment.
rem   https://learn.microsoft.com/windows/win32/taskschd/taskschedulerschema-logontype-simpletype
setlocal EnableExtensions DisableDelayedExpansion

rem Kept, since SHIFT moves also the script's own name.
set "here=%~dp0"
rem By their full paths: other tools bring a whoami, and what runs as administrator must not depend on PATH.
set "system=%SystemRoot%\System32"
set "schtasks=%system%\schtasks.exe"

set "task=pdhs-sync"
set "action="
set "program="
set "env_file=%CD%\.env"
set "logon=S4U"

rem Below, a path never goes through CALL or into a bare ECHO, where cmd would read its signs a second time. And no SET
rem stands between a command and the look at its errorlevel: in a .cmd it would set that to 0.
:next_argument
if "%~1"=="" goto arguments_read
if /i "%~1"=="install" goto take_action
if /i "%~1"=="remove" goto take_action
if /i "%~1"=="status" goto take_action
if /i "%~1"=="--program" goto take_program
if /i "%~1"=="--env-file" goto take_env_file
if /i "%~1"=="--while-logged-on" goto take_logon
if /i "%~1"=="--help" goto help
if /i "%~1"=="-h" goto help
if "%~1"=="/?" goto help
set "problem=unknown argument %~1; see --help"
goto refuse

:take_action
set "problem=one of install, remove and status, please"
if defined action goto refuse
set "action=%~1"
shift
goto next_argument

:take_program
set "problem=--program needs a file"
if "%~2"=="" goto refuse
set "program=%~f2"
shift
shift
goto next_argument

:take_env_file
set "problem=--env-file needs a file"
if "%~2"=="" goto refuse
set "env_file=%~f2"
shift
shift
goto next_argument

:take_logon
set "logon=InteractiveToken"
shift
goto next_argument

:arguments_read
if /i "%action%"=="install" goto install
if /i "%action%"=="remove" goto remove
if /i "%action%"=="status" goto status
set "problem=install, remove or status? See --help"
goto refuse

:install
if not defined program call :find_program
set "problem=there is no pdhs-sync.exe beside this script or on the PATH: name it with --program"
if not defined program goto refuse
set "problem=there is no program %program%"
if not exist "%program%" goto refuse
for %%F in ("%program%") do set "attributes=%%~aF"
if "%attributes:~0,1%"=="d" goto refuse
set "problem=there is no file %env_file%: copy .env.example there and put both tokens into it"
if not exist "%env_file%" goto refuse
for %%F in ("%env_file%") do set "attributes=%%~aF"
if "%attributes:~0,1%"=="d" goto refuse
for %%F in ("%env_file%") do set "folder=%%~dpF"
rem Without its last backslash, unless it is a drive's own folder.
if not "%folder:~-2%"==":\" set "folder=%folder:~0,-1%"

rem The user's SID: a name could hold letters that a code page lacks.
set "user="
for /f "tokens=2 delims=," %%S in ('%system%\whoami.exe /user /fo csv /nh') do set "user=%%~S"
set "problem=whoami.exe does not tell who you are"
if not "%user:~0,4%"=="S-1-" goto refuse

set "template=%here%pdhs-sync-task.xml"
set "problem=%template% is missing"
if not exist "%template%" goto refuse
set "xml=%TEMP%\pdhs-sync-task-%RANDOM%%RANDOM%.xml"

rem PowerShell writes the file: cmd cannot write UTF-16 with its mark, and schtasks takes no other form for letters
rem beyond ASCII, UTF-8 neither. It gets the paths by the environment, where no sign needs a quote. It is one command of
rem cmdlets and texts only, so that no policy about scripts stands in its way. Of the signs that XML knows, a path can
rem hold only the ampersand and the apostrophe, which needs no other form.
rem Refused: what Task Scheduler would replace (a name between percent signs, or after a dollar sign in parentheses: it
rem knows no escape), and shares, since S4U reaches none.
set "render=$ErrorActionPreference = 'Stop';"
set "render=%render% foreach ($path in $env:program, $env:env_file) { if ($path -match '\x25.+\x25|\$\(|^\\\\')"
set "render=%render% { 'Task Scheduler cannot use this path: ' + $path; exit 1 } };"
set "render=%render% Get-Content -LiteralPath $env:template | ForEach-Object { $_"
set "render=%render%.Replace('@USER@', $env:user).Replace('@LOGON@', $env:logon)"
set "render=%render%.Replace('@PROGRAM@', $env:program.Replace('&', '&amp;'))"
set "render=%render%.Replace('@ENV_FILE@', $env:env_file.Replace('&', '&amp;'))"
set "render=%render%.Replace('@FOLDER@', $env:folder.Replace('&', '&amp;'))"
set "render=%render% } | Set-Content -LiteralPath $env:xml -Encoding Unicode"
set "problem=the task's definition could not be written, so nothing was changed"
"%system%\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -NonInteractive -Command "%render%" <nul 1>&2
if errorlevel 1 goto refuse
if not exist "%xml%" goto refuse

set "problem=schtasks did not register the task, see above. If access is denied, open the command prompt by"
set "problem=%problem% 'Run as administrator', or add --while-logged-on"
"%schtasks%" /Create /TN "%task%" /XML "%xml%" /F
set "result=%errorlevel%"
del "%xml%"
if not "%result%"=="0" goto refuse
setlocal EnableDelayedExpansion
echo A pass every 30 seconds is registered, for !env_file!. Log: output.log beside it.
echo In a minute, see what came of the first ones: "!program!" status --env-file "!env_file!"
exit /b 0

:remove
"%schtasks%" /Delete /TN "%task%" /F >nul 2>&1
if not errorlevel 1 goto removed
set "problem=schtasks could not delete the task: open the command prompt by 'Run as administrator'"
"%schtasks%" /Query /TN "%task%" >nul 2>&1
if not errorlevel 1 goto refuse
echo Nothing to do: there is no task %task% that you may see.
exit /b 0

:removed
echo Removed the task %task%. A pass that is under way still ends properly.
exit /b 0

:status
set "problem=there is no task %task% that you may see"
"%schtasks%" /Query /TN "%task%" /V /FO LIST
if errorlevel 1 goto refuse
exit /b 0

:find_program
if exist "%here%pdhs-sync.exe" set "program=%here%pdhs-sync.exe"
if defined program exit /b 0
for %%F in (pdhs-sync.exe) do set "program=%%~$PATH:F"
exit /b 0

:help
echo usage: pdhs-sync-task.cmd install [--program FILE] [--env-file FILE] [--while-logged-on]
echo        pdhs-sync-task.cmd remove
echo        pdhs-sync-task.cmd status
echo.
echo   --program FILE      the program (default: pdhs-sync.exe beside this script, else from PATH)
echo   --env-file FILE     the settings (default: .env in the working directory); state and log go beside it
echo   --while-logged-on   use your own logon: passes only while you are logged on, each opening a window for a moment
exit /b 0

rem A path in the message may hold any sign, so it is put in after cmd has read the line.
:refuse
setlocal EnableDelayedExpansion
>&2 echo pdhs-sync-task.cmd: !problem!
exit /b 1
