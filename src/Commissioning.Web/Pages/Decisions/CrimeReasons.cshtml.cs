using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>What each project does and why it reduces crime: the sentence that the decision maker reads, and that is published with a
/// grant.</summary>
[Requires(Permission.MakeRecommendation)]
public sealed class CrimeReasonsModel(CrimeReasons crimeReasons) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<TextForm> Texts { get; set; } = [];
    public CrimeReasons.CrimeReasonsPage View { get; private set; } = null!;

    public sealed class TextForm
    {
        public Guid Application { get; set; }
        public string? Wording { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await crimeReasons.GetAsync(Id);
        Texts = View
            .Reasons.Select(reason => new TextForm
            {
                Application = reason.Line.Fitted.Application.ApplicationId,
                Wording = reason.Written?.Wording,
                Version = reason.Written?.Version ?? 0,
            })
            .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await crimeReasons.GetAsync(Id);
        var outcome = await crimeReasons.SaveAsync(
            User.Actor(),
            Id,
            Texts.Select(text => new CrimeReasons.Text(text.Application, text.Wording, text.Version)).ToList()
        );
        return outcome.IsDone ? this.Next(Links.Decisions.CrimeReasons(Id), "The sentences are saved") : this.PageWithErrors(outcome);
    }
}
