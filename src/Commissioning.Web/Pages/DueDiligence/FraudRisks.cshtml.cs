using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageDueDiligence)]
public sealed class FraudRisksModel(Db db, ReviewFraudRisks review, TimeProvider clock) : PageModel
{
    private const int Blank = 2;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public RisksForm Form { get; set; } = new();
    public FraudAssessments.Fund Fund { get; private set; } = null!;

    public sealed class RisksForm
    {
        public int Version { get; set; }
        public List<RiskForm> Risks { get; set; } = [];
        public DateParts ReviewBy { get; set; } = new();
        public string? Note { get; set; }
    }

    public sealed class RiskForm
    {
        public string? Risk { get; set; }
        public string? Who { get; set; }
        public string? Likelihood { get; set; }
        public string? Impact { get; set; }
        public string? Control { get; set; }
        public string? Owner { get; set; }
        public string? LikelihoodLeft { get; set; }
        public string? ImpactLeft { get; set; }

        public static RiskForm From(FraudRiskLine risk) =>
            new()
            {
                Risk = risk.Risk,
                Who = risk.Who,
                Likelihood = Text(risk.Likelihood),
                Impact = Text(risk.Impact),
                Control = risk.Control,
                Owner = risk.Owner,
                LikelihoodLeft = Text(risk.LikelihoodLeft),
                ImpactLeft = Text(risk.ImpactLeft),
            };

        public FraudRiskLine Read() =>
            new(
                Risk!.Trim(),
                Who?.Trim() ?? "",
                Number(Likelihood),
                Number(Impact),
                Control?.Trim() ?? "",
                Owner?.Trim() ?? "",
                Number(LikelihoodLeft),
                Number(ImpactLeft)
            );

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        private static int Number(string? typed) =>
            int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    public static readonly IReadOnlyList<Choice> Likelihoods =
    [
        new("1", "1: hardly ever"),
        new("2", "2: unlikely"),
        new("3", "3: may happen"),
        new("4", "4: likely"),
        new("5", "5: nearly certain"),
    ];

    public static readonly IReadOnlyList<Choice> Impacts =
    [
        new("1", "1: little"),
        new("2", "2: some money"),
        new("3", "3: a whole grant"),
        new("4", "4: several grants, or public trust"),
        new("5", "5: the fund could not go on"),
    ];

    /// <summary>Such as "Risk 1: Money goes to a private account. Medium, left low".</summary>
    public string SummaryOf(int place) =>
        Form.Risks[place] is { Risk: { Length: > 0 } } form && form.Read() is var risk
            ? $"Risk {place + 1}: {risk.Risk} ({FraudRiskRules.Level(risk.Rating).ToLowerInvariant()} before, {FraudRiskRules.Level(risk.RatingLeft).ToLowerInvariant()} left)"
            : $"Add a risk (risk {place + 1})";

    public async Task OnGetAsync()
    {
        Fund = await db.ReadAsync(work => FraudAssessments.FundAsync(work, Id));
        var newest = (await db.ReadAsync(work => FraudAssessments.OfAsync(work, Id))).FirstOrDefault();
        var risks = newest is null ? FraudRiskRules.ReadyRisks : await db.ReadAsync(work => FraudAssessments.RisksAsync(work, newest.Id));
        Form = new()
        {
            Version = newest?.Number ?? 0,
            Risks = [.. risks.Select(RiskForm.From), .. Enumerable.Range(0, Blank).Select(_ => new RiskForm())],
            ReviewBy = DateParts.From(clock.Today().AddMonths(FraudRiskRules.MonthsGood)),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Fund = await db.ReadAsync(work => FraudAssessments.FundAsync(work, Id));
        var risks = Form.Risks.Where(risk => !string.IsNullOrWhiteSpace(risk.Risk)).Select(risk => risk.Read()).ToList();
        var outcome = await review.RunAsync(User.Actor(), Id, Form.Version, risks, Form.ReviewBy.ToDate(), Form.Note);
        return outcome.IsDone ? this.Next(Links.DueDiligence.Fraud(Id), "The review is saved") : this.PageWithErrors(outcome);
    }
}
