# Completion of naserr for PowerShell. naserr itself finds the candidates; this script only shows them.

Register-ArgumentCompleter -Native -CommandName naserr -ScriptBlock {
    param($current, $line, $cursor)
    $words = @($line.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { $_.Extent.Text })
    # Before PowerShell 7.3 an empty argument would be dropped.
    if ($current -eq '') { $current = '""' }
    $command = $line.CommandElements[0].Extent.Text
    # Without a result, PowerShell offers files.
    & $command complete @words $current 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
        $value, $description = $_ -split "`t", 2
        if (-not $description) { $description = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
    }
}
