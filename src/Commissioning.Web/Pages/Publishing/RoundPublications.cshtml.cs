using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class RoundPublicationsModel(GrantPublications publications, PublishAsDrafted save) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary>A grant and the version that the page showed of it.</summary>
    [BindProperty]
    public List<string> Ticked { get; set; } = [];
    public GrantPublications.RoundPage View { get; private set; } = null!;
    public bool MayPublish => User.Can(Permission.Publish);

    public static string ValueOf(GrantPublications.GrantPublication grant) => $"{grant.Award}:{grant.Version}";

    public bool IsTicked(GrantPublications.GrantPublication grant) => HttpMethods.IsGet(Request.Method) || Ticked.Contains(ValueOf(grant));

    public async Task OnGetAsync() => View = await publications.OfRoundAsync(Id, Number);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayPublish)
            return Forbid();
        var (done, refused) = (0, new List<string>());
        foreach (var ticked in Ticked)
            if (ticked.Split(':') is [var award, var shown] && Guid.TryParse(award, out var id) && int.TryParse(shown, out var version))
            {
                var result = await save.RunAsync(User.Actor(), id, version);
                if (result.FirstRefusal is { } refusal)
                    refused.Add(refusal.Sentence);
                else
                    done++;
            }
        if (done + refused.Count > 0)
            return this.Next(
                Links.Publishing.RoundPublications(Id),
                done switch
                {
                    0 => null,
                    1 => "1 grant is published",
                    _ => $"{done} grants are published",
                },
                refused
            );
        await OnGetAsync();
        return this.PageWithErrors(new Refusal("Tick at least one grant"));
    }
}
