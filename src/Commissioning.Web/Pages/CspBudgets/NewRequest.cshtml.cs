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
public sealed class NewRequestModel(Db db, RequestLedgerPosting request, TimeProvider clock) : PageModel
{
    private const string AmountWanted = "Enter an amount in pounds and pence, such as 450 or 450.50";

    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public LedgerRequestKind Kind { get; set; }

    /// <summary>The one area that it is about. Null: all of them, or none.</summary>
    [FromQuery]
    public Guid? Area { get; set; }

    [FromQuery]
    public Guid? Project { get; set; }

    /// <summary>The closed alarm whose action it is.</summary>
    [FromQuery]
    public Guid? Alarm { get; set; }

    [BindProperty]
    public RequestForm Form { get; set; } = new();
    public string Title => Kind.Name() + (About is null ? "" : $": {About}");

    /// <summary>The area or project that it is about.</summary>
    public string? About { get; private set; }
    public IReadOnlyList<YearOverview.AreaLine> Lines { get; private set; } = [];
    public IReadOnlyList<(string Name, Money Amount)> Facts { get; private set; } = [];
    public IReadOnlyList<Choice> Payees { get; private set; } = [];
    public IReadOnlyList<Choice> Sources { get; private set; } = [];
    public IReadOnlyList<Choice> Others { get; private set; } = [];
    public bool IsOfSource => Kind is LedgerRequestKind.Funding or LedgerRequestKind.FundingCut;
    public string BackTo =>
        Project is { } project ? Links.CspBudgets.Project(project)
        : Area is { } area ? Links.CspBudgets.Area(BudgetYear, area)
        : IsOfSource ? Links.CspBudgets.Funding(BudgetYear)
        : Links.CspBudgets.Year(BudgetYear);

    public sealed class RequestForm
    {
        public List<LineForm> Lines { get; set; } = [];
        public DateParts On { get; set; } = new();
        public string? Source { get; set; }
        public Guid? Payee { get; set; }
        public string? Reason { get; set; }
        public string? Paper { get; set; }
    }

    public sealed class LineForm
    {
        public Guid? Area { get; set; }
        public string? Amount { get; set; }
        public Guid? Other { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form.On = DateParts.From(
            Kind is LedgerRequestKind.Base or LedgerRequestKind.Funding
                ? YearRoute.Read(BudgetYear).Start
                : LedgerRules.DayIn(YearRoute.Read(BudgetYear), clock.Today())
        );
        // What areas have not used by the end of the year is most often given back whole.
        if (Kind is LedgerRequestKind.Return or LedgerRequestKind.CarryForward or LedgerRequestKind.Keep)
            foreach (var (line, typed) in Lines.Zip(Form.Lines))
                typed.Amount = line.Free > Money.Zero ? line.Free.ToInput() : null;
        if (Alarm is { } id && (await db.ReadAsync(work => CspAlarms.GetAsync(work, id))).Alarm is var alarm && alarm.AreaId == Area)
        {
            (Form.Reason, Form.Paper) = (alarm.Reason, alarm.Authority);
            if (alarm.Underspend > Money.Zero)
                Form.Lines[0].Amount = alarm.Underspend.Value.ToInput();
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        var lines = new List<RequestLedgerPosting.Line>();
        var boxes = new List<int>();
        for (var i = 0; i < Form.Lines.Count; i++)
            if (this.ReadMoney(Form.Lines[i].Amount, BoxOf(i), AmountWanted) is { } amount)
            {
                lines.Add(new(Form.Lines[i].Area, amount, Form.Lines[i].Other));
                boxes.Add(i);
            }
        if (lines.Count == 0 && ModelState.IsValid)
            this.AddError(BoxOf(0), AmountWanted);
        if (!ModelState.IsValid)
        {
            this.AnyErrors(LedgerRequestRules.WhyIncomplete(Form.Reason, Form.Paper));
            return this.PageWithErrors();
        }
        var outcome = await request.RunAsync(
            User.Actor(),
            new(YearRoute.Read(BudgetYear), Kind, Form.On.ToDate()!.Value, lines, Form.Reason, Form.Paper)
            {
                Payee = Form.Payee,
                Project = Project,
                Source = Form.Source,
            }
        );
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Request(outcome.Value), "Requested. Someone else approves it.");
        // The command counts the amounts that were entered; the page has a box for every area.
        this.AnyErrors(
            outcome.Refusals.Select(refusal =>
                boxes
                    .Select((box, line) => (box, line))
                    .Where(pair => refusal.Field == BoxOf(pair.line))
                    .Select(pair => refusal with { Field = BoxOf(pair.box) })
                    .FirstOrDefault(refusal)
            )
        );
        return this.PageWithErrors();
    }

    private static string BoxOf(int line) => Refusal.At(nameof(Form.Lines), line, nameof(LineForm.Amount));

    private async Task LoadAsync()
    {
        if (!Enum.IsDefined(Kind))
            throw new NotFoundException("Not a kind of request");
        var year = YearRoute.Read(BudgetYear);
        await db.ReadAsync(async work =>
        {
            var view = await YearOverview.GetAsync(work, year);
            if (Project is { } id)
            {
                var project = (await ProjectQueries.GetAsync(work, id)).Project;
                (About, Area) = (project.Name, project.AreaId);
                Facts = [("Approved amount", project.Amount), ("Spent", project.Spent), ("Committed and not spent", project.Committed)];
            }
            if (LedgerRequestRules.IsOfAreas(Kind))
                Lines = view.Lines.Where(line => Area is null || line.AreaId == Area).ToList();
            if (Area is not null && Lines.Count == 0)
                throw new NotFoundException("No such area in this year");
            if (Area is not null && Project is null)
                (About, Facts) = (Lines[0].Area, [("Remaining", Lines[0].Remaining), ("Free to use", Lines[0].Free)]);
            Others = view
                .Lines.Where(line => line.AreaId != Area)
                .Select(line => new Choice(line.AreaId.ToString(), $"{line.Area}, {line.Remaining} remaining"))
                .ToList();
            if (Kind == LedgerRequestKind.CentralPayment)
                Payees = (await PayeeQueries.ListAsync(work)).Select(payee => new Choice(payee.Id.ToString(), payee.Name)).ToList();
            if (Kind == LedgerRequestKind.FundingCut)
                Sources = (await FundingQueries.GetAsync(work, year))
                    .Sources.GroupBy(source => source.Name)
                    .Select(source => new Choice(source.Key, $"{source.Key}, {source.Sum(one => one.Amount)}"))
                    .ToList();
            if (Facts.Count == 0)
                Facts = await FactsAsync(work, view);
            return true;
        });
        while (Form.Lines.Count < Math.Max(1, Lines.Count))
            Form.Lines.Add(new() { Area = Lines.ElementAtOrDefault(Form.Lines.Count)?.AreaId });
    }

    /// <summary>How much there is of what the request would use.</summary>
    private async Task<IReadOnlyList<(string Name, Money Amount)>> FactsAsync(Work work, YearOverview.YearOverviewPage view)
    {
        switch (Kind)
        {
            case LedgerRequestKind.Funding or LedgerRequestKind.FundingCut or LedgerRequestKind.Base or LedgerRequestKind.Central:
                var funding = await FundingQueries.GetAsync(work, view.Year);
                return
                [
                    ("Funding sources", funding.Total),
                    ("Allocated already", funding.Allocated),
                    ("May still be allocated", funding.Ceiling - funding.Allocated),
                ];
            case LedgerRequestKind.TopUp:
                return [($"Underspend of {view.Year.Previous} not allocated yet", view.NotGivenOut)];
            case LedgerRequestKind.CentralPayment:
                return [("In the central pot", view.Across.CentralLeft)];
            case LedgerRequestKind.PoolToCentral or LedgerRequestKind.PoolToArea or LedgerRequestKind.PoolToNextYear:
                return [("In the pooled underspend", view.Across.PoolLeft)];
            default:
                return [];
        }
    }
}
