using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

/// <summary>For staff: it rests on every bid, those a panel member may not see included.</summary>
[Requires(Permission.ViewModeration)]
public sealed class HealthModel(RoundHealth roundHealth, CloseCalls closeCalls) : PageModel
{
    private const string Undefined = "Cannot be calculated";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<CallForm> Calls { get; set; } = [];
    public RoundHealth.View View { get; private set; } = null!;

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
        Calls = Close
            .Select(pair => new CallForm { Application = pair.Bid.Id, Wording = View.Calls.GetValueOrDefault(pair.Bid.Id) })
            .ToList();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        View = await roundHealth.GetAsync(Id);
        var outcome = await closeCalls.SayAsync(User.Actor(), Id, Calls.Select(call => (call.Application, call.Wording)).ToList());
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Moderation.Health(Id), "Saved");
    }

    public string ReferenceOf(Guid bid) => View.Bids.First(one => one.Id == bid).Reference;

    public IReadOnlyList<(string Name, string One, string All, string Says)> Measures =>
        [
            (
                "Intraclass correlation, model 2",
                Number(View.Health.OneMarker.Model2),
                Number(View.Health.Average.Model2),
                "How far another panel like this one would agree on the scores"
            ),
            (
                "Intraclass correlation, model 3",
                Number(View.Health.OneMarker.Model3),
                Number(View.Health.Average.Model3),
                "The same with each marker's strictness left aside, as in a ranking"
            ),
            (
                "Intraclass correlation, model 1",
                Number(View.Health.OneMarker.Model1),
                Number(View.Health.Average.Model1),
                "As if each bid had markers of its own"
            ),
            ("Kendall's W", "", Number(View.Health.KendallW), "Whether the markers put the bids in the same order"),
            ("Krippendorff's alpha, interval", Number(View.Health.AlphaInterval), "", "Agreement beyond chance, with missing marks"),
            ("Krippendorff's alpha, ordinal", Number(View.Health.AlphaOrdinal), "", "The same on order alone"),
        ];

    public IReadOnlyList<(RoundHealth.BidName Bid, BidStability Stability)> Close =>
        Ordered.Where(pair => pair.Stability.TooClose).ToList();

    public IReadOnlyList<Bar> Bars =>
        Ordered
            .Select(pair => new Bar($"{pair.Bid.Reference}: {pair.Bid.ProjectName}", (decimal)pair.Stability.Share, Share(pair.Stability)))
            .ToList();

    private IEnumerable<(RoundHealth.BidName Bid, BidStability Stability)> Ordered =>
        View.Stability is null
            ? []
            : View
                .Bids.Zip(View.Stability)
                .OrderByDescending(pair => pair.Second.Share)
                .ThenBy(pair => pair.First.Reference, StringComparer.Ordinal);

    public static string Share(BidStability bid) => bid.Share.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? Undefined;

    public static string Percent(double? value) =>
        value is { } given ? given.ToString("0.0", CultureInfo.InvariantCulture) + "%" : Undefined;

    public static string Points(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? Undefined;
}
