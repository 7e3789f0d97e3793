using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewSignIns)]
public sealed class SignInsModel(SignIns signIns) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Days { get; set; }
    public SignIns.SignInPage View { get; private set; } = null!;

    public static IReadOnlyList<Choice> Kinds =>
        [new("", "Everything"), .. Enum.GetValues<SignInKind>().Select(kind => new Choice(kind.ToString(), SignInKinds.Words(kind)))];
    public static IReadOnlyList<Choice> DayItems =>
        SignIns
            .DayChoices.Select(days => new Choice(
                $"{days}",
                days switch
                {
                    1 => "The last day",
                    400 => "Everything we keep",
                    _ => $"The last {days} days",
                }
            ))
            .ToList();

    public string Summary =>
        $"{View.Count} {(View.Count == 1 ? "entry" : "entries")}{(View.UnknownAddresses == 0 ? "" : $", among them {View.UnknownAddresses} unknown addresses, counted once a day")}. An unknown address is kept as a hash that changes every day.";
    public string PageLink => $"{Links.Operations.SignInsOf(Person ?? "")}&kind={Kind}&days={Days}&page={{0}}";

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        var days = int.TryParse(Days, out var typed) && SignIns.DayChoices.Contains(typed) ? typed : 30;
        Days = $"{days}";
        View = await signIns.GetAsync(new(Person, Enum.TryParse<SignInKind>(Kind, out var kind) ? kind : null, days), number);
    }
}
