# Completion of naserr for elvish. naserr itself finds the candidates; this script only shows them.

use str

set edit:completion:arg-completer[naserr] = {|@words|
    var command = (external $words[0])
    # It fails when it has nothing to offer.
    var lines = [(try { $command complete (all $words[1..]) 2>/dev/null } catch { nop } | from-lines)]
    if (eq $lines [:files]) {
        edit:complete-filename $@words
    } else {
        for line $lines {
            var value description = (str:split &max=2 "\t" $line)
            edit:complex-candidate $value &code-suffix=' ' &display=$value'  '$description
        }
    }
}
