using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>Where the round asks for it: who finished the application chooses a colleague who certifies it.</summary>
[Requires(Permission.Apply)]
public sealed class AskToCertifyModel(
    MyApplication myApplication,
    CertificateQueries certificates,
    AskForCertificate ask,
    SubmitApplication submit,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Invite { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    [BindProperty]
    public string? DeclaredName { get; set; }
    public CertificateQueries.CertificateView View { get; private set; } = null!;
    public DateTime ClosesAt { get; private set; }
    public Refusal? WhyNot { get; private set; }
    public IReadOnlyList<Choice> Colleagues =>
        View
            .Colleagues.Select(one => new Choice(one.Email, one.Name is { } name ? $"{name}, {one.Email}" : $"{one.Email}, invited"))
            .ToList();

    public async Task OnGetAsync()
    {
        var tasks = await myApplication.GetAsync(User.Actor(), Id);
        View = await certificates.GetMineAsync(User.Actor(), Id);
        ClosesAt = ApplicationRules.ClosesFor(tasks.Setup.Round, tasks.Application.ClosesAt);
        WhyNot =
            ApplicationRules.WhyCannotChange(
                tasks.Setup.Round,
                tasks.Application.Status,
                tasks.Application.Channel,
                tasks.Application.ClosesAt,
                clock.UtcNow()
            )
            ?? (
                CertificateRules.Asks(tasks.Setup.Round.Policy, tasks.Application.Channel)
                    ? null
                    : new Refusal("This round does not ask for a second person")
            )
            ?? await submit.WhyAnotherSendsAsync(User.Actor(), Id)
            ?? (tasks.Gaps.Count == 0 ? null : new Refusal("Fill in everything first. Then you can ask somebody to certify it."));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (WhyNot is null)
        {
            var nobody = CertificateRules.WhyNobodyIsChosen(Email, Invite);
            this.AnyErrors(nobody is null ? [] : [Colleagues.Count > 0 ? nobody : nobody with { Field = nameof(Invite) }]);
            if (this.AnyErrors(ApplicationRules.WhyDeclarationIsIncomplete(DeclaredName, Agreed)))
                return this.PageWithErrors();
        }
        var outcome = await ask.RunAsync(User.Actor(), Id, DeclaredName, Agreed, Email, Invite);
        return outcome.IsDone
            ? this.Next(
                Links.Applications.AskToCertify(Id),
                "We have asked them by e-mail. The application is not sent until they certify it."
            )
            : this.PageWithErrors(outcome);
    }
}
