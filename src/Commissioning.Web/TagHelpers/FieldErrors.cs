using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Commissioning.Web.TagHelpers;

internal static class FieldErrors
{
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public static IReadOnlyList<string> MessagesOf(this ModelStateDictionary state, string name) =>
        state.TryGetValue(name, out var entry) ? Messages(entry) : [];

    public static IReadOnlyList<string> Messages(ModelStateEntry entry) =>
        entry.Errors.Select(error => error.ErrorMessage is { Length: > 0 } message ? message : "This answer could not be read. Check it and try again").Distinct().ToList();
}
