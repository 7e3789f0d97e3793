using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.Apply)]
public sealed class ReturnModel(ReturnReader returns, SaveReturn saveReturn) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public ReturnForm Form { get; set; } = new();
    public ReturnReader.View View { get; private set; } = null!;
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;

    public sealed class ReturnForm
    {
        public List<LineForm> Lines { get; set; } = [];
        public List<OutcomeForm> Outcomes { get; set; } = [];
        public string? Delivered { get; set; }
        public string? Learned { get; set; }
        public string? PeopleNew { get; set; }
        public string? PeopleRepeat { get; set; }
        public int Version { get; set; }
    }

    public sealed class LineForm
    {
        public Guid BudgetLine { get; set; }
        public string? Spent { get; set; }
        public string? Explanation { get; set; }
    }

    public sealed class OutcomeForm
    {
        public Guid Outcome { get; set; }
        public string? Achieved { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        var saved = View.Return;
        Form = new()
        {
            Version = saved.Version, Delivered = saved.Delivered, Learned = saved.Learned, PeopleNew = saved.PeopleNew?.ToString(CultureInfo.InvariantCulture), PeopleRepeat = saved.PeopleRepeat?.ToString(CultureInfo.InvariantCulture),
            Lines = View.Budget.Select(line => View.Spending.GetValueOrDefault(line.Id) is { } spend ? new LineForm { BudgetLine = line.Id, Spent = spend.Spent.ToInput(), Explanation = spend.Explanation } : new LineForm { BudgetLine = line.Id }).ToList(),
            Outcomes = View.Outcomes.Select(outcome => new OutcomeForm { Outcome = outcome.Id, Achieved = View.Achieved.GetValueOrDefault(outcome.Id) }).ToList(),
        };
    }

    public async Task<IActionResult> OnPostAsync(bool send)
    {
        View = await returns.GetMineAsync(User.Actor(), Id);
        var lines = Form.Lines.Select((line, i) => new SaveReturn.Line(line.BudgetLine, ReadMoney(line.Spent, $"Form.Lines[{i}].Spent"), line.Explanation)).ToList();
        for (var i = 0; i < Form.Lines.Count; i++) if (Form.Lines[i].Explanation?.Length > 1000) ModelState.AddModelError($"Form.Lines[{i}].Explanation", "Shorten the explanation to 1,000 characters");
        for (var i = 0; i < Form.Outcomes.Count; i++) if (Form.Outcomes[i].Achieved?.Length > 500) ModelState.AddModelError($"Form.Outcomes[{i}].Achieved", "Shorten this to 500 characters");
        var (peopleNew, peopleRepeat) = (ReadCount(Form.PeopleNew, "Form.PeopleNew"), ReadCount(Form.PeopleRepeat, "Form.PeopleRepeat"));
        if (!ModelState.IsValid) return this.PageWithErrors();
        var refusals = await saveReturn.RunAsync(User.Actor(), new(Id, Form.Version, lines, Form.Outcomes.Select(one => (one.Outcome, one.Achieved)).ToList(), Form.Delivered, Form.Learned, peopleNew, peopleRepeat, send));
        if (!this.AnyErrors(refusals)) return this.Next(send ? Links.Monitoring.Return(Id) : Links.Applications.Mine, send ? "The return is sent. Thank you." : "The return is saved");
        this.TakeVersion(() => Form.Version = View.Return.Version);
        return this.PageWithErrors();
    }

    private Money? ReadMoney(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Money.Parse(typed) is { } amount) return amount;
        ModelState.AddModelError(field, "Enter an amount in pounds and pence, such as 450 or 450.50");
        return null;
    }

    private int? ReadCount(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(typed.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        ModelState.AddModelError(field, "Enter a whole number, such as 35");
        return null;
    }
}
