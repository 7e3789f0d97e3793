using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class CodesModel(Db db, TimeProvider clock) : PageModel
{
    /// <summary>Whose money, as a scope's text; empty: all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateParts On { get; set; } = new();
    public CodeSets.CodeTable Table { get; private set; } = null!;
    public IReadOnlyList<CodeSet> Shown { get; private set; } = [];
    public IReadOnlyList<Choice> Scopes { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public static readonly IReadOnlyList<Choice> KindChoices =
    [
        new("", "Any"),
        .. Enum.GetValues<CodedKind>().Select(kind => new Choice(kind.ToString(), CodeRules.Name(kind))),
    ];

    public async Task OnGetAsync()
    {
        (Table, Scopes) = await db.ReadAsync(async work => (await CodeSets.TableAsync(work), await ChoicesAsync(work)));
        Scopes = [new("", "All"), .. Scopes.Where(scope => Table.Sets.Any(set => $"{set.Scope}" == scope.Value))];
        if (!On.IsBlank && On.WhyNotADate("the day") is { } wrong)
            this.AddError(nameof(On), wrong);
        Shown = Table
            .Sets.Where(set => CodeScope.Parse(About) is not { } scope || set.Scope == scope)
            .Where(set => !Enum.TryParse<CodedKind>(Kind, out var kind) || set.Kind is null || set.Kind == kind)
            .Where(set => On.ToDate() is not { } day || set.CountsOn(day))
            .ToList();
    }

    internal static async Task<IReadOnlyList<Choice>> ChoicesAsync(Work work) =>
        (await CodeSets.ScopesAsync(work)).Select(one => new Choice($"{one.Scope}", one.Name)).ToList();
}
