/**
 * The language of the search as a grammar that a chat model can be held to, token by token. It is narrower than the parser: one
 * form for each thing, and names that tell the kind of their node (`p` `v` `c` `f` `e`), so that a relation or property which
 * does not fit cannot even be begun. What a grammar cannot tell (a name that MATCH does not have) the parser tells.
 */
export const QUERY_GRAMMAR = String.raw`
root ::= "MATCH " path (", " path)? (line "WHERE " any)? line "RETURN " "DISTINCT "? column (", " column){0,3} (line "ORDER BY " sort)? (line "LIMIT " number)?
line ::= [ \n]

path ::= p afterP? | v afterV? | c afterC? | f afterF? | e afterE?
afterP ::= "-[:HAS_VERSION]->" v afterV?
afterV ::= "-[:HAS_CLAUSE]->" c afterC? | "-[:HAS_FACT]->" f afterF? | "<-[:HAS_VERSION]-" p afterP?
afterC ::= ("-[:" walked "]->" | "<-[:" walked "]-") c afterC? | "<-[:HAS_CLAUSE]-" v afterV?
afterF ::= "-[:ABOUT]->" e afterE? | "-[:LEADS_TO]->" e afterE? | "<-[:HAS_FACT]-" v afterV?
afterE ::= "<-[:ABOUT]-" f afterF? | "<-[:LEADS_TO]-" f afterF?
walked ::= ("NEXT" | "REFERS_TO") ("*" ([1-5] "..")? [1-5])?

p ::= "(" P? ":Policy)" | "(" P ")"
v ::= "(" V? ":Version)" | "(" V ")"
c ::= "(" C? ":Clause)" | "(" C ")"
f ::= "(" F? ":Fact" (" { " ("relation" | "entity" | "value") ": " text " }")? ")" | "(" F ")"
e ::= "(" E? ":Entity" (" { name: " text " }")? ")" | "(" E ")"
P ::= "p" [0-9]?
V ::= "v" [0-9]?
C ::= "c" [0-9]?
F ::= "f" [0-9]?
E ::= "e" [0-9]?

any ::= all (" OR " all){0,5}
all ::= one (" AND " one){0,5}
one ::= "NOT "? compared | "NOT "? "(" any ")"
compared ::= words (" = " | " <> " | " CONTAINS " | " STARTS WITH " | " ENDS WITH " | " < " | " <= " | " > " | " >= ") (text | words)
 | numbers (" = " | " <> " | " < " | " <= " | " > " | " >= ") (number | numbers)
 | moments (" = " | " <> " | " < " | " <= " | " > " | " >= ") (day | moments)

property ::= words | numbers | moments
words ::= P "." ("id" | "title") | V "." ("id" | "title" | "locale") | C "." ("id" | "key" | "heading" | "text" | "locale") | F "." ("id" | "entity" | "relation" | "value" | "locale") | E "." ("name" | "locale")
numbers ::= V ".version" | C ".position" | F ".position"
moments ::= V ".startsAt" | V ".endsAt"
node ::= P | V | C | F | E
column ::= (node | property | count) (" AS " alias)?
count ::= "count(" ("*" | "DISTINCT "? (node | property)) ")"
alias ::= "number" | "total" | "name" | "title" | "value" | "first" | "second"
sort ::= (property | count | alias) " DESC"?

text ::= "'" [^'"\\\n]{1,60} "'"
day ::= "'" [12] [0-9]{3} "-" [01] [0-9] "-" [0-3] [0-9] "'"
number ::= "0" | "-"? [1-9] [0-9]{0,4}
`;
