//! Functions, methods and constructors.

use super::foreign::called;
use super::names::{documentation, lower};
use super::types::{self, lifted, lowered, written};
use anyhow::Result;
use std::collections::BTreeSet;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{Argument, AsType, Callable, FfiType, Type};

/// Whose a callable is.
pub(crate) enum Receiver<'a> {
    /// Nobody's.
    None,
    /// An object's, by its handle.
    Handle,
    /// A value's, which is passed whole.
    Value(&'a Type),
}

/// Foreign traits that Dart cannot implement, because Rust waits for what a method returns.
pub(crate) type Unsupported = BTreeSet<String>;

/// A function, method or constructor; nothing where it takes what Dart cannot give.
pub(crate) fn callable(
    interface: &ComponentInterface,
    unsupported: &Unsupported,
    callable: &impl Callable,
    receiver: &Receiver<'_>,
    head: &Head<'_>,
) -> Result<Option<String>> {
    let indent = head.indent;
    let space = " ".repeat(indent);
    let mut required = Vec::new();
    let mut named = Vec::new();
    let mut passed = match receiver {
        Receiver::None => Vec::new(),
        Receiver::Handle => vec!["_cloned()".to_owned()],
        Receiver::Value(of) => vec![lowered(of, "this")],
    };
    for argument in callable.arguments() {
        let (name, of) = (lower(argument.name()), argument.as_type());
        match (left_out(&of, unsupported), &of) {
            (false, _) => passed.push(lowered(&of, &name)),
            (true, Type::Optional { .. }) => {
                passed.push("_lowerNothing()".to_owned());
                continue;
            }
            (true, _) => return Ok(None),
        }
        match default_of(interface, argument)? {
            None => required.push(format!("{} {name}", written(&of))),
            Some(default) if default == "null" => named.push(format!("{} {name}", written(&of))),
            Some(default) => named.push(format!("{} {name} = {default}", written(&of))),
        }
    }
    let mut parameters = required.join(", ");
    if !named.is_empty() {
        let separator = if parameters.is_empty() { "" } else { ", " };
        write!(parameters, "{separator}{{{}}}", named.join(", "))?;
    }
    let failure = callable.throws_type().map_or_else(String::new, |error| format!(", {}", lifting_of_error(error)));
    let returned = callable.return_type().map_or_else(|| "void".to_owned(), written);
    let symbol = called(callable.ffi_func().name());
    let mut text = documentation(callable.docstring(), indent);
    if callable.is_async() {
        let low = low(callable.return_type())?;
        writeln!(
            text,
            "{space}{}Future<{returned}> {}({parameters}) => _rustFuture<{low}, {returned}>(\n\
             {space}      {symbol}({}),\n\
             {space}      {},\n\
             {space}      {},\n\
             {space}      {},\n\
             {space}      {}{failure});\n",
            head.keyword,
            head.name,
            passed.join(", "),
            called(&callable.ffi_rust_future_poll(interface)),
            called(&callable.ffi_rust_future_complete(interface)),
            called(&callable.ffi_rust_future_free(interface)),
            lifting(callable.return_type()),
        )?;
    } else {
        passed.push("rustStatus".to_owned());
        let call = format!("_rustCall((rustStatus) => {symbol}({}){failure})", passed.join(", "));
        let body = callable.return_type().map_or_else(|| call.clone(), |of| lifted(of, &call));
        writeln!(text, "{space}{}{returned} {}({parameters}) =>\n{space}    {body};\n", head.keyword, head.name)?;
    }
    Ok(Some(text))
}

/// How a callable begins.
pub(crate) struct Head<'a> {
    /// `static ` or nothing.
    pub(crate) keyword: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// Spaces before it.
    pub(crate) indent: usize,
}

/// What turns a result of the C interface into a Dart one.
fn lifting(returned: Option<&Type>) -> String {
    returned.map_or_else(|| "(_) {}".to_owned(), |of| format!("(value) => {}", lifted(of, "value")))
}

/// The C type of a result as Dart handles it.
fn low(returned: Option<&Type>) -> Result<String> {
    returned.map_or(Ok("void".to_owned()), |of| types::handled(&FfiType::from(of)))
}

fn lifting_of_error(error: &Type) -> String {
    format!("(buffer) => _liftBuffer(const {}, buffer)", types::codec(error))
}

/// The default of an argument; nothing when it must be given.
fn default_of(interface: &ComponentInterface, argument: &Argument) -> Result<Option<String>> {
    argument.default_value().map(|value| types::default(interface, value, &argument.as_type())).transpose()
}

fn left_out(of: &Type, unsupported: &Unsupported) -> bool {
    of.iter_types().any(|inner| inner.name().is_some_and(|name| unsupported.contains(name)))
}
