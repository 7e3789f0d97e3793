using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.MakeRecommendation)]
public sealed class RecommendModel(MakeRecommendation recommendation, PaperTexts paperTexts, RoundHealth health) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<TextForm> Texts { get; set; } = [];
    public MakeRecommendation.Preview View { get; private set; } = null!;

    /// <summary>Too close to call, and the panel says nothing about them yet; null while they are worked out.</summary>
    public IReadOnlyList<RoundHealth.UnsaidCall>? Unsaid { get; private set; } = [];

    public sealed class TextForm
    {
        public PaperPart Part { get; set; }
        public string? Wording { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await recommendation.PreviewAsync(User.Actor().Name, Id);
        Unsaid = await health.UnsaidAsync(Id);
        if (Texts.Count == 0)
            Texts = View
                .Texts.Values.Select(row => new TextForm
                {
                    Part = row.Part,
                    Wording = row.Wording,
                    Version = row.Version,
                })
                .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (View.WhyNot is { } early)
            return this.PageWithErrors(early);
        var outcome = await recommendation.RunAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Decisions.Paper(Id), "The recommendation is made");
    }

    public async Task<IActionResult> OnPostTextsAsync()
    {
        await OnGetAsync();
        var refusals = await paperTexts.SaveAsync(
            User.Actor(),
            Id,
            Texts.Select(text => new PaperTexts.Text(text.Part, text.Wording, text.Version)).ToList()
        );
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Decisions.Recommend(Id), "The text is saved");
    }
}
