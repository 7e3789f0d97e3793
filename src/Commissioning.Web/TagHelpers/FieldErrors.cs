using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commissioning.Web.TagHelpers;

/// <summary>The errors of a page's fields, from ModelState.</summary>
internal static class FieldErrors
{
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The names of this page's fields, in the order in which they were written.</summary>
    public static List<string> OnPage(HttpContext context)
    {
        const string key = "FieldErrors.OnPage";
        if (context.Items[key] is not List<string> names)
            context.Items[key] = names = [];
        return names;
    }

    public static IReadOnlyList<string> MessagesOf(this ModelStateDictionary state, string name) =>
        state.TryGetValue(name, out var entry) ? Messages(entry) : [];

    public static IReadOnlyList<string> Messages(ModelStateEntry entry) =>
        entry
            .Errors.Select(error =>
                error.ErrorMessage is { Length: > 0 } message ? message : "This answer could not be read. Check it and try again"
            )
            .Distinct()
            .ToList();
}
