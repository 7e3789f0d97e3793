using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>Staff only: it uses every application, including those that a panel member may not see.</summary>
[Requires(Permission.ViewModeration)]
public sealed class HealthModel(RoundHealth roundHealth, CloseCalls closeCalls, RecordReading reading) : PageModel
{
    private const string Undefined = "Cannot be calculated";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<CallForm> Calls { get; set; } = [];
    public RoundHealth.RoundHealthPage View { get; private set; } = null!;

    public sealed class CallForm
    {
        public Guid Application { get; set; }
        public string? Wording { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.Can(Permission.ViewRounds))
            return Forbid();
        View = await roundHealth.GetAsync(Id);
        await reading.RoundScoresAsync(User.Actor(), Id, "Panel health");
        Calls = Close
            .Select(pair => new CallForm { Application = pair.Application.Id, Wording = View.Calls.GetValueOrDefault(pair.Application.Id) })
            .ToList();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        View = await roundHealth.GetAsync(Id);
        var outcome = await closeCalls.SayAsync(User.Actor(), Id, Calls.Select(call => (call.Application, call.Wording)).ToList());
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Moderation.Health(Id), "Saved");
    }

    public RoundHealth.ApplicationName NameOf(Guid application) => View.Applications.First(one => one.Id == application);

    /// <summary>What a comment is about: the project, its score and its money.</summary>
    public string AboutOf(Guid application) =>
        NameOf(application) is var name
            ? $"{name.ProjectName}. Scored {name.Percent?.ToPercent() ?? "nothing"}, {name.Amount}. {FundedIn(application)}"
            : "";

    private string FundedIn(Guid application) =>
        Close
            .Where(pair => pair.Application.Id == application)
            .Select(pair => $"Funded in {Share(pair.Stability)} of the simulations")
            .FirstOrDefault("");

    public IReadOnlyList<(string Name, string One, string All, string Says)> Measures =>
        [
            (
                "Intraclass correlation, model 2",
                Number(View.Health.OneAssessor.Model2),
                Number(View.Health.Average.Model2),
                "How far another panel like this one would agree on the scores"
            ),
            (
                "Intraclass correlation, model 3",
                Number(View.Health.OneAssessor.Model3),
                Number(View.Health.Average.Model3),
                "The same with each assessor's strictness left aside, as in a ranking"
            ),
            (
                "Intraclass correlation, model 1",
                Number(View.Health.OneAssessor.Model1),
                Number(View.Health.Average.Model1),
                "As if each application had its own assessors"
            ),
            ("Kendall's W", "", Number(View.Health.KendallW), "Whether the assessors put the applications in the same order"),
            ("Krippendorff's alpha, interval", Number(View.Health.AlphaInterval), "", "Agreement beyond chance, with missing scores"),
            ("Krippendorff's alpha, ordinal", Number(View.Health.AlphaOrdinal), "", "The same on order alone"),
        ];

    public IReadOnlyList<(RoundHealth.ApplicationName Application, ApplicationStability Stability)> Close =>
        Ordered.Where(pair => pair.Stability.TooClose).ToList();

    public IReadOnlyList<Bar> Bars =>
        Ordered
            .Select(pair => new Bar(
                $"{pair.Application.Reference}: {pair.Application.ProjectName}",
                (decimal)pair.Stability.Share,
                Share(pair.Stability)
            ))
            .ToList();

    private IEnumerable<(RoundHealth.ApplicationName Application, ApplicationStability Stability)> Ordered =>
        View.Stability is null
            ? []
            : View
                .Applications.Zip(View.Stability)
                .OrderByDescending(pair => pair.Second.Share)
                .ThenBy(pair => pair.First.Reference, StringComparer.Ordinal);

    public static string Share(ApplicationStability application) => application.Share.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? Undefined;

    public static string Percent(double? value) =>
        value is { } given ? given.ToString("0.0", CultureInfo.InvariantCulture) + "%" : Undefined;

    public static string Value(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? Undefined;
}
