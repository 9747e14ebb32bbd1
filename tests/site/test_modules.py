import re

import pytest

from handbook.site.modules import classic_script


def test_classic_script_holds_each_module_after_those_that_it_imports() -> None:
    modules = {
        "a.js": 'import { two } from "./b.js";\n\nexport function one() {\n  return import("./b.js");\n}\n',
        "b.js": "export const two = 2;\nconst hidden = 3;\n",
    }
    assert classic_script(modules) == (
        '"use strict";\n'
        "globalThis.handbookModules = (() => {\n"
        "const modules = {};\n"
        "modules['b.js'] = (() => {\n"
        "const two = 2;\nconst hidden = 3;\nreturn { two };\n"
        "})();\n"
        "modules['a.js'] = (() => {\n"
        "const { two } = modules['b.js'];\n\nfunction one() {\n  return Promise.resolve(modules['b.js']);\n}\n"
        "return { one };\n"
        "})();\n"
        "return modules;\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a.js": 'import * as b from "./b.js";\n'}, 'a.js holds `import * as b from "./b.js";`, which cannot be'),
        ({"a.js": "export default 1;\n"}, "a.js holds `export default 1;`, which cannot be"),
        ({"a.js": 'import { b } from "./b.js";\n'}, "a.js imports b.js, which there is not"),
        (
            {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'},
            "a.js imports itself by way of b.js",
        ),
    ],
)
def test_classic_script_refuses_what_it_does_not_know(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        classic_script(modules)
