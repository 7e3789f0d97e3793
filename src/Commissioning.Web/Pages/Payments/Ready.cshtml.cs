using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.RequestPayments)]
public sealed class ReadyModel(AwardsReady awards, RequestPayments request) : PageModel
{
    /// <summary>An award, its instalment and the pence left of it, as the page showed them.</summary>
    [BindProperty]
    public List<string> Ticked { get; set; } = [];
    public AwardsReady.DueAwards View { get; private set; } = null!;

    public static string ValueOf(AwardsReady.DueAward award) =>
        string.Create(CultureInfo.InvariantCulture, $"{award.Award.Id}:{award.Instalment.Position}:{award.Instalment.Left.Pence}");

    public bool IsTicked(AwardsReady.DueAward award) => HttpMethods.IsGet(Request.Method) || Ticked.Contains(ValueOf(award));

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await awards.GetAsync(number);

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await request.RunAsync(User.Actor(), [.. Ticked.Select(Read).OfType<RequestPayments.TickedInstalment>()]);
        if (result.IsDone)
            return this.Next(Links.Payments.AwardsReady, result.Value!, "requested");
        await OnGetAsync();
        // Without a ready award the page has no box to link to.
        return this.PageWithErrors(((Result)result).At(null));
    }

    private static RequestPayments.TickedInstalment? Read(string ticked) =>
        ticked.Split(':') is [var award, var instalment, var pence]
        && Guid.TryParse(award, out var id)
        && int.TryParse(instalment, CultureInfo.InvariantCulture, out var position)
        && long.TryParse(pence, CultureInfo.InvariantCulture, out var left)
            ? new(id, position, new Money(left))
            : null;
}
