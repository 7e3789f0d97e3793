using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>
/// Finds the box of a page that a refusal is about. Commands name their own members; a page binds members of the same names, itself or in
/// its form, and the form's prefix is put before the name here and nowhere else.
/// </summary>
internal static partial class FormBoxes
{
    private static readonly ConcurrentDictionary<(Type Page, string Field, string? Form), string?> Known = new();

    /// <summary>
    /// The key of the box in the model state. Form says which of several forms it is; empty for the page itself. A name that no box has is
    /// our mistake: it stops developers and tests; anybody else reads the sentence without a link.
    /// </summary>
    public static string KeyOf(PageModel page, string field, string? form) =>
        Known.GetOrAdd((page.GetType(), field, form), key => Find(key.Page, key.Field, key.Form))
        ?? (
            page.HttpContext.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
                ? throw new InvalidOperationException(
                    $"{page.GetType().Name} binds no one member called {field}{(form is null ? "" : " in " + form)}. Give the page's member the command's name."
                )
                : ""
        );

    private static string? Find(Type page, string field, string? form)
    {
        var bound = page.GetProperties().Where(IsBound).ToList();
        var found = bound
            .Where(one => form is null ? IsForm(one.PropertyType) : one.Name == form)
            .Select(one => Within(one.PropertyType, field) is { } path ? $"{one.Name}.{path}" : null)
            .Append(string.IsNullOrEmpty(form) ? Within(bound, field) : null)
            .OfType<string>()
            .ToList();
        return found is [var only] ? only : null;
    }

    private static bool IsBound(PropertyInfo property) =>
        property.IsDefined(typeof(BindPropertyAttribute)) || property.DeclaringType!.IsDefined(typeof(BindPropertiesAttribute));

    private static bool IsForm(Type type) =>
        type is { IsClass: true, IsArray: false, Namespace: { } space }
        && space.StartsWith("Commissioning.Web", StringComparison.Ordinal)
        && type != typeof(TagHelpers.DateParts);

    private static string? Within(Type type, string path) => Within(type.GetProperties(), path);

    /// <summary>The path as the page spells it, or null when a step of it is no member. Like binding itself, it does not mind
    /// capitals.</summary>
    private static string? Within(IEnumerable<PropertyInfo> members, string path)
    {
        var step = Step().Match(path);
        var member = members.FirstOrDefault(one => one.Name.Equals(step.Groups["name"].Value, StringComparison.OrdinalIgnoreCase));
        if (member is null)
            return null;
        var type = step.Groups["index"].Success ? EntryOf(member.PropertyType) : member.PropertyType;
        var (here, rest) = (member.Name + step.Groups["index"].Value, step.Groups["rest"].Value);
        return type is null ? null
            : rest.Length == 0 ? here
            : Within(type, rest) is { } below ? $"{here}.{below}"
            : null;
    }

    private static Type? EntryOf(Type list) =>
        list.IsArray ? list.GetElementType()
        : list.IsAssignableTo(typeof(IEnumerable)) ? list.GenericTypeArguments.LastOrDefault()
        : null;

    [GeneratedRegex(@"^(?<name>\w+)(?<index>\[\w+\])?(\.(?<rest>.+))?$")]
    private static partial Regex Step();
}
