using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteApplications)]
public sealed class AcceptModel(AcceptAward acceptAward) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty]
    public string? AcceptedName { get; set; }

    [BindProperty]
    public string? AcceptedRole { get; set; }

    [BindProperty]
    public LegalForm? LegalForm { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    public static IReadOnlyList<Choice> Forms { get; } =
        Enum.GetValues<LegalForm>().Select(form => new Choice(form.ToString(), LegalFormRules.Name(form))).ToList();

    /// <summary>Hash of the letter as it was when the page was opened.</summary>
    [BindProperty]
    public string? Sha256 { get; set; }
    public AcceptAward.OfferToAccept View { get; private set; } = null!;

    public string Title =>
        View.Award switch
        {
            { AcceptedAt: not null } => "You have accepted the grant",
            { EndedHow: { } how } => $"The offer {AwardRules.InWords(how)}",
            _ => "Accept the grant",
        };

    public async Task OnGetAsync()
    {
        View = await acceptAward.GetAsync(User.Actor(), Id);
        Sha256 = View.Letter.Sha256;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await acceptAward.GetAsync(User.Actor(), Id);
        var command = new AcceptAward.Command(AcceptedName, AcceptedRole, Agreed, Sha256) { LegalForm = LegalForm, Number = Number };
        if (
            View.WhyNot is null
            && this.AnyErrors([
                .. AcceptAward.WhyHolderIsIncomplete(View, command),
                .. AwardRules.WhyAcceptanceIsIncomplete(AcceptedName, AcceptedRole, Agreed),
            ])
        )
            return this.PageWithErrors();
        var outcome = await acceptAward.RunAsync(User.Actor(), Id, command);
        if (outcome.IsDone)
            return this.Next(Links.Awards.Accept(Id));
        ModelState.Remove(nameof(Sha256));
        Sha256 = View.Letter.Sha256;
        return this.PageWithErrors(outcome);
    }
}
