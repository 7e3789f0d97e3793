using Commissioning.Domain.Publishing;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>One of the choices of a public list's filter.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Chosen">As the address has it. Null: the first.</param>
public sealed record FilterChoice(string Name, string Label, IReadOnlyList<Choice> Items, string? Chosen)
{
    /// <summary>Everything, or one of these names.</summary>
    public static FilterChoice Of(string name, string label, string every, IEnumerable<string> names, string? chosen) =>
        new(name, label, [new("", every), .. names.Select(one => new Choice(TypedAddress.Word(one)!, one))], TypedAddress.Word(chosen));
}
