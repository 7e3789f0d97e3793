using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.CommentOnPapers)]
public sealed class CommentModel(PaperComments comments, MakeRecommendation recommendation, RoundPapers papers) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<CommentForm> Comments { get; set; } = [];
    public PaperComments.CommentsPage View { get; private set; } = null!;
    public LetterDocument Paper { get; private set; } = null!;

    public sealed class CommentForm
    {
        public Role Adviser { get; set; }
        public string? Wording { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await comments.GetAsync(User.Actor(), Id);
        Paper = View.Round.IsRecommended ? (await papers.GetAsync(Id)).Paper : (await recommendation.PreviewAsync("No one yet", Id)).Paper;
        if (Comments.Count == 0)
            Comments = View
                .Own.Select(role => new CommentForm
                {
                    Adviser = role,
                    Wording = View.Of(role)?.Wording,
                    Version = View.Of(role)?.Version ?? 0,
                })
                .ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await comments.SaveAsync(
            User.Actor(),
            Id,
            Comments.Select(comment => new PaperComments.Comment(comment.Adviser, comment.Wording, comment.Version)).ToList()
        );
        return outcome.IsDone ? this.Next(Links.Decisions.Comment(Id), "Your comment is saved") : this.PageWithErrors(outcome);
    }
}
