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
public sealed class CheckCodesModel(Db db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateParts On { get; set; } = new();
    public IReadOnlyList<Choice> Scopes { get; private set; } = [];

    /// <summary>Null: nothing was asked yet.</summary>
    public IReadOnlyList<CodeSet>? Fitting { get; private set; }
    private CodeSets.CodeTable table = null!;

    public static readonly IReadOnlyList<Choice> Kinds = CodesModel.KindChoices.Where(one => one.Value.Length > 0).ToList();

    public string NameOf(CodeSet set) => table.NameOf(set);

    public async Task OnGetAsync()
    {
        (table, Scopes) = await db.ReadAsync(async work => (await CodeSets.TableAsync(work), await CodesModel.ChoicesAsync(work)));
        if (About is null && Kind is null)
        {
            On = DateParts.From(clock.Today());
            return;
        }
        if (CodeScope.Parse(About) is not { } scope)
            this.AddError(nameof(About), "Choose whose money it is");
        else if (!Enum.TryParse<CodedKind>(Kind, out var kind))
            this.AddError(nameof(Kind), "Choose the kind of payment");
        else if (On.ToDate() is not { } day)
            this.AddError(nameof(On), On.WhyNotADate("the day")!);
        else
            Fitting = await db.ReadAsync(work => CodeSets.FittingAsync(work, scope, kind, day));
    }
}
