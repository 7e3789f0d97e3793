using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ShareOutModel(DistributeUnderspend shareOut) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public ShareForm Form { get; set; } = new();
    public IReadOnlyList<DistributeUnderspend.UnderspendShare> Parts { get; private set; } = [];

    public sealed class ShareForm
    {
        public string? Pot { get; set; }
        public DateParts On { get; set; } = new();
        public string? Reason { get; set; }
        public List<Move> Moves { get; set; } = [];
    }

    public sealed class Move
    {
        public Guid Area { get; set; }
        public string? Pence { get; set; }
    }

    public void OnGet() => Form.On = DateParts.From(YearRoute.Read(BudgetYear).Start);

    public async Task<IActionResult> OnPostAsync(bool post)
    {
        var year = YearRoute.Read(BudgetYear);
        var pot = Money.Parse(Form.Pot);
        if (pot is null || pot <= Money.Zero)
            this.AddError(nameof(Form.Pot), "Enter the pot in pounds and pence, such as 97,905.04");
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        Parts = await shareOut.PreviewAsync(year, pot!.Value);
        if (Parts.Count == 0)
            return this.PageWithErrors(new("No area has a base allocation in this year to share by", nameof(Form.Pot)));
        while (Form.Moves.Count < Parts.Count)
            Form.Moves.Add(new() { Area = Parts[Form.Moves.Count].AreaId });
        var moves = new Dictionary<Guid, long>();
        for (var i = 0; i < Form.Moves.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Form.Moves[i].Pence))
                continue;
            if (long.TryParse(Form.Moves[i].Pence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pence))
                moves[Form.Moves[i].Area] = pence;
            else
                this.AddError(Refusal.At(nameof(Form.Moves), i, nameof(Move.Pence)), "Enter whole pence, such as 1 or -1");
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        if (!post)
            return Page();
        var outcome = await shareOut.RunAsync(User.Actor(), year, pot.Value, Form.On.ToDate()!.Value, moves, Form.Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.CspBudgets.Year(BudgetYear), $"{pot} shared out over {Parts.Count} areas");
    }
}
