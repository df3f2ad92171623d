#!/usr/bin/env bash
# No line is wider than 120 columns: comments, Markdown but for tables, headings and addresses, and all of the pages'
# templates, styles and scripts. rustfmt keeps the width of Rust code. Released migrations never change, and generated
# files stay as their programs write them.
set -euo pipefail
export LC_ALL=C.UTF-8
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

wide=0
git ls-files --cached --others --exclude-standard -z -- '*.md' |
    xargs -0 grep --with-filename --line-number --perl-regexp '^(?!\||#|\[[^]]*\]: ).{121,}' && wide=1
git ls-files --cached --others --exclude-standard -z -- '*.rs' '*.sh' '*.toml' '*.conf' '*.py' '*.js' '*.mjs' '*.css' Makefile |
    xargs -0 grep --with-filename --line-number --perl-regexp '^(?=.{121,})\s*(//|#|/?\* )' && wide=1
git ls-files --cached --others --exclude-standard -z -- 'shared/*.html' 'services/*.html' '*.css' '*.js' '*.mjs' |
    xargs -0 grep --with-filename --line-number --perl-regexp '^.{121,}' && wide=1
if ((wide == 1)); then
    echo 'these lines are wider than 120 columns'
    exit 1
fi
