using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The boxes of the budget, for a draft and for a budget that was asked for again.</summary>
public sealed class BudgetForm
{
    private const int FirstLines = 3;

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

    public static BudgetForm From(TypedBudget typed, int version)
    {
        var form = new BudgetForm
        {
            Version = version,
            Lines = typed
                .Lines.Select(line => new LineForm
                {
                    Item = line.Item,
                    Requested = line.Requested,
                    OtherFunders = line.OtherFunders,
                })
                .ToList(),
        };
        while (form.Lines.Count < FirstLines)
            form.Lines.Add(new());
        return form;
    }

    public void AddLine()
    {
        if (Lines.Count < TypedBudget.MostLines)
            Lines.Add(new());
    }

    /// <summary>What was typed. Empty rows go last, so that a refusal's number is the row's.</summary>
    public TypedBudget Typed()
    {
        Lines = [.. Lines.OrderBy(line => line.IsBlank)];
        return new(
            Lines.Where(line => !line.IsBlank).Select(line => new TypedBudget.Line(line.Item, line.Requested, line.OtherFunders)).ToList()
        );
    }

    /// <summary>By the name of its box: how an amount was read that is not written in plain figures.</summary>
    public IReadOnlyDictionary<string, string> Understood() =>
        Lines
            .SelectMany(
                (line, i) => new[] { (line.Requested, nameof(line.Requested)), (line.OtherFunders, nameof(line.OtherFunders)) },
                (line, box) => (line, box)
            )
            .Select((pair, i) => (Name: $"Form.{Refusal.At(nameof(Lines), i / 2, pair.box.Item2)}", Text: Understood(pair.box.Item1)))
            .Where(one => one.Text is not null)
            .ToDictionary(one => one.Name, one => one.Text!);

    /// <summary>Such as "We read £2,400"; null when the amount is plain, or cannot be read.</summary>
    public static string? Understood(string? typed) =>
        Money.Parse(typed) is { } amount && typed!.Any(char.IsLetter) ? $"We read {amount.ToShortString()}" : null;

    /// <summary>Null, with the errors on the page, when something cannot be read.</summary>
    public BudgetContent? Read(PageModel page)
    {
        var typed = Typed();
        page.ModelState.Clear();
        return page.AnyErrors(typed.WhyUnread()) ? null : new(typed.Read());
    }
}
