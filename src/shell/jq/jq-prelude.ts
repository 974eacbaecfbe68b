import { parseJqDefinitions } from './jq-parser'
import type { JqNode } from './jq-syntax'

/** Functions that are shorter in jq itself. */
const DEFINITIONS = `
def map(f): [.[] | f];
def select(f): if f then . else empty end;
def recurse(f): def r: ., (f | r); r;
def recurse(f; cond): def r: ., (f | select(cond) | r); r;
def recurse: ..;
def values: select(. != null);
def nulls: select(. == null);
def strings: select(type == "string");
def numbers: select(type == "number");
def booleans: select(type == "boolean");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def map_values(f): .[] |= f;
def with_entries(f): to_entries | map(f) | from_entries;
def add(f): reduce f as $x (null; . + $x);
def any(s; f): isempty(first(s | f | select(.))) | not;
def any(f): any(.[]; f);
def any: any(.);
def all(s; f): isempty(first(s | f | select(. | not)));
def all(f): all(.[]; f);
def all: all(.);
def in($o): . as $k | $o | has($k);
def inside($o): . as $part | $o | contains($part);
def first: .[0];
def last: .[-1];
def last(f): reduce f as $x (null; $x);
def nth($n): .[$n];
def nth($n; f): last(limit($n + 1; f));
def until(cond; update): def u: if cond then . else (update | u) end; u;
def while(cond; update): def w: if cond then ., (update | w) else empty end; w;
def repeat(f): def r: ., (f | r); r;
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(scalars);
def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def match($re): _match($re)[];
def match($re; $flags): _match($re; $flags)[];
def capture($re): match($re) | _capture;
def capture($re; $flags): match($re; $flags) | _capture;
def scan($re): _scan($re)[];
def splits($re): split($re; null)[];
def splits($re; $flags): split($re; $flags)[];
def index($x): indices($x) | .[0];
def rindex($x): indices($x) | .[-1:][0];
def transpose: . as $in | (map(length) | max) as $n | [range(0; $n) as $i | [$in[] | .[$i]]];
def tostream: path(def r: (.[]?|r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def todateiso8601: todate;
def fromdateiso8601: fromdate;
def env: {};
def debug: .;
def input_line_number: 0;
def abs: if type == "number" and . < 0 then -. else . end;
def toarray: if type == "array" then . else [.] end;
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
def INDEX(f): INDEX(.[]; f);
`

/** The program with those functions around it. */
export const withPrelude = (program: JqNode): JqNode => parseJqDefinitions(DEFINITIONS, program)
