using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The boxes of the budget, for a draft and for a budget that was asked for again.</summary>
public sealed class BudgetForm
{
    private const int MostLines = 40;

    public string? AmountRequested { get; set; }
    public List<LineForm> Lines { get; set; } = [];
    public int Version { get; set; }

    public sealed class LineForm
    {
        public string? Item { get; set; }
        public string? Requested { get; set; }
        public string? OtherFunders { get; set; }
        public bool IsBlank =>
            string.IsNullOrWhiteSpace(Item) && string.IsNullOrWhiteSpace(Requested) && string.IsNullOrWhiteSpace(OtherFunders);
    }

    public static BudgetForm From(BudgetContent budget, int version)
    {
        var form = new BudgetForm
        {
            AmountRequested = budget.AmountRequested?.ToInput(),
            Version = version,
            Lines = budget
                .Lines.Select(line => new LineForm
                {
                    Item = line.Item,
                    Requested = line.Requested.ToInput(),
                    OtherFunders = line.OtherFunders > Money.Zero ? line.OtherFunders.ToInput() : null,
                })
                .ToList(),
        };
        while (form.Lines.Count < 3)
            form.Lines.Add(new());
        return form;
    }

    public void AddLine()
    {
        if (Lines.Count < MostLines)
            Lines.Add(new());
    }

    /// <summary>Null, with the errors on the page, when something cannot be read.</summary>
    public BudgetContent? Read(PageModel page)
    {
        // Empty rows go last, so that a refusal's number is the row's.
        Lines = [.. Lines.OrderBy(line => line.IsBlank)];
        page.ModelState.Clear();
        var amount = page.ReadMoney(
            AmountRequested,
            nameof(AmountRequested),
            "Enter an amount in pounds and pence, such as 4500 or 4,500.00"
        );
        var lines = ReadLines(page);
        return page.ModelState.IsValid ? new(amount, lines) : null;
    }

    private List<BudgetLine> ReadLines(PageModel page)
    {
        var lines = new List<BudgetLine>();
        for (var i = 0; i < Lines.Count && i < MostLines; i++)
        {
            var line = Lines[i];
            if (line.IsBlank)
                continue;
            var requested = LineAmount(page, line.Requested, Refusal.At(nameof(Lines), i, nameof(LineForm.Requested)), i);
            var other = LineAmount(page, line.OtherFunders, Refusal.At(nameof(Lines), i, nameof(LineForm.OtherFunders)), i);
            if (string.IsNullOrWhiteSpace(line.Item))
                page.AddError(Refusal.At(nameof(Lines), i, nameof(LineForm.Item)), $"Say what line {i + 1} is for");
            lines.Add(
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = lines.Count + 1,
                    Item = line.Item?.Trim() ?? "",
                    Requested = requested,
                    OtherFunders = other,
                }
            );
        }
        return lines;
    }

    private static Money LineAmount(PageModel page, string? typed, string field, int line) =>
        page.ReadMoney(typed, field, $"Enter an amount in pounds and pence for line {line + 1}, such as 450 or 450.50") ?? Money.Zero;
}

/// <summary>The form with what is saved.</summary>
/// <param name="AddLineAction">The address that adds an empty line.</param>
public sealed record BudgetFields(BudgetForm Form, Round Round, IReadOnlyList<BudgetLine> Saved, string AddLineAction);
