using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>Only finance may set them.</summary>
[Requires(Permission.ViewDueDiligence)]
public sealed class SubsidyLimitsModel(Db db, SetSubsidyLimit setSubsidyLimit) : PageModel
{
    [BindProperty]
    public DateParts From { get; set; } = new();

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Source { get; set; }
    public IReadOnlyList<SubsidyQueries.LimitRow> Limits { get; private set; } = [];

    public async Task OnGetAsync() => Limits = await db.ReadAsync(SubsidyQueries.LimitsAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.CheckBankDetails))
            return Forbid();
        var amount = this.ReadMoney(Amount, nameof(Amount), "Enter the limit in pounds, such as 315,000");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await setSubsidyLimit.RunAsync(User.Actor(), From.ToDate(), amount, Source);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.DueDiligence.SubsidyLimits, "The limit is saved");
    }
}
