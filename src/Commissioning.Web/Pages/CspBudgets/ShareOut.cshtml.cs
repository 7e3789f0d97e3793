using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ShareOutModel(Db db, RequestLedgerPosting request) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public ShareForm Form { get; set; } = new();
    public IReadOnlyList<UnderspendShares.UnderspendShare> Parts { get; private set; } = [];
    public Money NotGivenOut { get; private set; }

    public sealed class ShareForm
    {
        public string? Pot { get; set; }
        public DateParts On { get; set; } = new();
        public string? MovedFor { get; set; }
        public string? Reason { get; set; }
        public string? Paper { get; set; }
        public List<Move> Moves { get; set; } = [];
    }

    public sealed class Move
    {
        public Guid Area { get; set; }
        public string? Pence { get; set; }
    }

    public async Task OnGetAsync()
    {
        var year = YearRoute.Read(BudgetYear);
        NotGivenOut = (await db.ReadAsync(work => YearOverview.GetAsync(work, year))).NotGivenOut;
        Form.Pot ??= NotGivenOut > Money.Zero ? NotGivenOut.ToInput() : null;
        if (Form.On.IsBlank)
            Form.On = DateParts.From(year.Start);
    }

    public async Task<IActionResult> OnPostAsync(bool post)
    {
        await OnGetAsync();
        var year = YearRoute.Read(BudgetYear);
        var pot = this.ReadMoney(Form.Pot, nameof(Form.Pot), "Enter the pot in pounds and pence, such as 97,905.04");
        if (ModelState.IsValid && (pot is null || pot <= Money.Zero))
            this.AddError(nameof(Form.Pot), "Enter the pot in pounds and pence, such as 97,905.04");
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        Parts = await db.ReadAsync(work => UnderspendShares.GetAsync(work, year, pot!.Value));
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
                moves[Form.Moves[i].Area] = Math.Clamp(pence, -UnderspendRules.MostMoved - 1, UnderspendRules.MostMoved + 1);
            else
                this.AddError(Refusal.At(nameof(Form.Moves), i, nameof(Move.Pence)), "Enter whole pence, such as 1 or -1");
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        if (!post)
            return Page();
        if (
            UnderspendRules.WhyMovesAreWrong(
                pot!.Value,
                Parts.Select(part => (part.Area, part.Computed, moves.GetValueOrDefault(part.AreaId))).ToList(),
                Form.MovedFor
            ) is
            { } refused
        )
            return this.PageWithErrors(refused);
        var outcome = await request.RunAsync(
            User.Actor(),
            new(
                year,
                LedgerRequestKind.TopUp,
                Form.On.ToDate()!.Value,
                Parts
                    .Select(part => new RequestLedgerPosting.Line(
                        part.AreaId,
                        part.Computed + new Money(moves.GetValueOrDefault(part.AreaId))
                    ))
                    .Where(line => line.Amount > Money.Zero)
                    .ToList(),
                Form.Reason is { Length: > 0 } reason && Parts.Any(part => moves.GetValueOrDefault(part.AreaId) != 0)
                    ? $"{reason.Trim()} (pennies moved by hand: {Form.MovedFor!.Trim()})"
                    : Form.Reason,
                Form.Paper
            )
        );
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Request(outcome.Value), "Requested. Someone else approves it.");
        this.AnyErrors(
            outcome.Refusals.Select(refusal =>
                refusal.Field?.StartsWith(nameof(RequestLedgerPosting.Command.Lines), StringComparison.Ordinal) == true
                    ? refusal with
                    {
                        Field = nameof(Form.Pot),
                    }
                    : refusal
            )
        );
        return this.PageWithErrors();
    }
}
