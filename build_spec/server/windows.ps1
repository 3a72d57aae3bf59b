# This computer becomes the office's server: Windows 10 or 11, PostgreSQL from its own installer.
#
#   powershell -ExecutionPolicy Bypass -File windows.ps1 -Name kantoor -Network 192.168.1.0/24 `
#       -First "Sanne Vis"
#
# NOT RUN YET: nobody has run this on Windows. README.md beside it says what to look at.
# Run it as administrator, after the PostgreSQL installer (15 or newer), with MCSys Desktop installed.
# Every step can be taken again.

param(
    [Parameter(Mandatory)] [string] $Name,
    [Parameter(Mandatory)] [string] $Network,
    [Parameter(Mandatory)] [string] $First,
    [string] $Database = "kantoor",
    [string] $Program = "$env:LOCALAPPDATA\Programs\mcsys-desktop\mcsys-desktop.exe",
    [int] $Port = 5432
)
$ErrorActionPreference = "Stop"

function Say([string] $sentence) { Write-Host $sentence }

$service = Get-Service "postgresql-x64-*" | Sort-Object Name | Select-Object -Last 1
if (-not $service) { throw "Install PostgreSQL first: the installer for Windows, version 15 or newer." }
$folder = (Get-ItemProperty "HKLM:\SOFTWARE\PostgreSQL\Installations\$($service.Name)")
$data = $folder."Data Directory"
$socket = "C:/mcsys/socket"

# 1. A socket, which no network sees. PostgreSQL asks for the administrator's password on it.
New-Item -ItemType Directory -Force $socket | Out-Null
icacls $socket /inheritance:r /grant "Administrators:(OI)(CI)F" "NETWORK SERVICE:(OI)(CI)F" | Out-Null
$config = Join-Path $data "postgresql.conf"
$line = "unix_socket_directories = '$socket'  # MCSys Desktop"
if (-not (Select-String -Path $config -SimpleMatch $line -Quiet)) {
    Add-Content -Path $config -Value "`n$line"
    $hba = Join-Path $data "pg_hba.conf"
    $first_line = "local all postgres scram-sha-256"
    if (-not (Select-String -Path $hba -SimpleMatch $first_line -Quiet)) {
        Set-Content -Path $hba -Value (@($first_line) + (Get-Content $hba))
    }
    Restart-Service $service.Name
}
Say "PostgreSQL answers on $socket."

# 2. Everything that `server prepare` does, with the password that was chosen in the installer.
$secret = Read-Host "Password of postgres, from the installer" -AsSecureString
$file = New-TemporaryFile
try {
    $plain = [Runtime.InteropServices.Marshal]::PtrToStringBSTR(
        [Runtime.InteropServices.Marshal]::SecureStringToBSTR($secret))
    Set-Content -Path $file -Value $plain -NoNewline -Encoding utf8
    $address = (Get-NetIPAddress -AddressFamily IPv4 | Where-Object {
        $_.PrefixOrigin -in "Dhcp", "Manual" -and $_.IPAddress -notlike "127.*" } |
        Select-Object -First 1).IPAddress
    & $Program server prepare --office "postgresql://postgres@${Name}:$Port/$Database" `
        --socket $socket --administrator-password-file $file --address $address `
        --network $Network --first $First --to "$env:USERPROFILE\Desktop\first.mcsys" `
        --key-file "$env:USERPROFILE\Desktop\mcsys-office-key.pem" `
        --envelope "$env:USERPROFILE\Desktop\noodenvelop.pdf"
} finally {
    Remove-Item $file
}

# 3. The firewall: from the office's network only.
if (-not (Get-NetFirewallRule -Name "mcsys-desktop" -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name "mcsys-desktop" -DisplayName "MCSys Desktop" -Direction Inbound `
        -Protocol TCP -LocalPort $Port -RemoteAddress $Network -Action Allow | Out-Null
}
Say "The firewall lets desks from $Network in."

# 4. No sleep; the name stays.
powercfg /change standby-timeout-ac 0
powercfg /change hibernate-timeout-ac 0
if ($env:COMPUTERNAME -ne $Name.Split(".")[0]) {
    Rename-Computer -NewName $Name.Split(".")[0] -Force
    Say "The computer has a new name after it restarts."
}

# 5. The process that is always on, logs who calls and makes the nightly backup, as a scheduled task.
# On a machine that only logs calls: "collect --calls-only" in place of "collect".
# It also needs --office and --password-file of a login in mcsys_backup: see README.md.
$tasks = @{
    "mcsys-collect" = @("collect", (New-ScheduledTaskTrigger -AtStartup))
}
foreach ($task in $tasks.Keys) {
    & $Program $tasks[$task][0] --help | Out-Null
    if ($LASTEXITCODE -ne 0) { Say "This program has no $($tasks[$task][0]) yet."; continue }
    $action = New-ScheduledTaskAction -Execute $Program `
        -Argument "--profile C:\ProgramData\mcsys $($tasks[$task][0])"
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -RestartCount 999 `
        -RestartInterval (New-TimeSpan -Minutes 1)
    Register-ScheduledTask -Force -TaskName $task -Action $action -Trigger $tasks[$task][1] `
        -Settings $settings -User "NT AUTHORITY\LOCAL SERVICE" | Out-Null
}
Say "Done. Print noodenvelop.pdf, put mcsys-office-key.pem on a stick, delete both here."
