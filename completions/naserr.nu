# Completion of naserr for nushell. The program says what may stand at the cursor; this shows it.

def "nu-complete naserr" [context: string] {
    let words = $context | split row --regex '\s+' | skip 1
    let lines = ^naserr complete ...$words | complete | get stdout | lines
    if $lines == [":files"] {
        return null
    }
    {
        options: { case_sensitive: false, completion_algorithm: "substring", sort: false }
        completions: ($lines | each {|line|
            let parts = $line | split row --number 2 "\t"
            { value: $parts.0, description: ($parts | get --optional 1) }
        })
    }
}

extern naserr [...words: string@"nu-complete naserr"]
