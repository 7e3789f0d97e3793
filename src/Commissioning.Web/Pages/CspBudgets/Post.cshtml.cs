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
public sealed class PostModel(Db db, AreaStatement statement, PostToLedger post, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public TransactionKind Kind { get; set; } = TransactionKind.Expenditure;

    [BindProperty]
    public PostForm Form { get; set; } = new();
    public AreaStatement.AreaStatementPage View { get; private set; } = null!;
    public IReadOnlyList<Choice> Schemes { get; private set; } = [];
    public IReadOnlyList<Choice> Earmarks { get; private set; } = [];

    /// <summary>What is posted at once; everything else is requested.</summary>
    public static readonly IReadOnlyList<(TransactionKind Kind, string Words)> Kinds =
    [
        (TransactionKind.Expenditure, "Post spending"),
        (TransactionKind.Contribution, "Contribute to a hosted scheme"),
        (TransactionKind.Earmark, "Earmark for a purpose"),
    ];

    public string Title => Kinds.First(pair => pair.Kind == Kind).Words;

    /// <summary>The answer said that it looks like spending already there, or the person has said that it is not.</summary>
    public bool MayBeAlike => Form.NotDuplicate || ModelState.ContainsKey($"{nameof(Form)}.{nameof(Form.NotDuplicate)}");
    public IReadOnlyList<Choice> Projects =>
        View
            .Projects.Where(project => project.Status == ProjectStatus.Approved)
            .Select(project => new Choice(project.Id.ToString(), $"{project.Name}, {project.Amount - project.Spent} left"))
            .ToList();

    public sealed class PostForm
    {
        public string? Amount { get; set; }
        public DateParts On { get; set; } = new();
        public Guid? Scheme { get; set; }
        public Guid? Project { get; set; }
        public Guid? Earmark { get; set; }
        public IFormFile? Evidence { get; set; }
        public string? Reason { get; set; }
        public bool NotDuplicate { get; set; }
        public string? WhyNotDuplicate { get; set; }
    }

    public async Task OnGetAsync(string year, Guid area)
    {
        await LoadAsync(year, area);
        var today = clock.Today();
        Form.On = DateParts.From(View.Year.Year.Contains(today) ? today : View.Year.Year.End);
    }

    public async Task<IActionResult> OnPostAsync(string year, Guid area)
    {
        await LoadAsync(year, area);
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter an amount in pounds and pence, such as 450 or 450.50");
        if (string.IsNullOrWhiteSpace(Form.Amount))
            this.AddError(nameof(Form.Amount), "Enter an amount in pounds and pence, such as 450 or 450.50");
        if (Form.On.WhyNotADate("the date") is { } wrong)
            this.AddError(nameof(Form.On), wrong);
        var evidence = await this.ReadUploadAsync(Form.Evidence, nameof(Form.Evidence));
        if (amount is null || !ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await post.RunAsync(
            User.Actor(),
            new(View.Year.Year, Kind, area, amount.Value, Form.On.ToDate()!.Value, Form.Reason)
            {
                Scheme = Form.Scheme,
                Project = Form.Project,
                Earmark = Form.Earmark,
                Evidence = evidence,
                WhyNotDuplicate = Form.NotDuplicate ? Form.WhyNotDuplicate ?? "" : null,
            }
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Area(year, area), $"{amount} posted");
    }

    private async Task LoadAsync(string year, Guid area)
    {
        if (Kinds.All(pair => pair.Kind != Kind))
            throw new NotFoundException("Not posted here");
        View = await statement.GetAsync(YearRoute.Read(year), area, 1);
        (Schemes, Earmarks) = await db.ReadAsync(async work =>
            (
                (await PayeeQueries.SchemesAsync(work))
                    .Select(scheme => new Choice(
                        scheme.Id.ToString(),
                        scheme.Host is { } host ? $"{scheme.Name}, hosted by {host}" : scheme.Name
                    ))
                    .ToList(),
                (await Features.CspBudgets.Earmarks.OfAsync(work, View.Year.Year, area))
                    .Select(earmark => new Choice(earmark.Id.ToString(), $"{earmark.Purpose}, {earmark.Remaining} left"))
                    .ToList()
            )
        );
    }
}
