using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>Who decides a round, its deferred applications, corrections and reviews.</summary>
[Requires(Permission.ManageRounds)]
public sealed class ApproversModel(RoundApprovers approvers) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Guid> Named { get; set; } = [];

    /// <summary>Of the round, as the person saw it.</summary>
    [BindProperty]
    public int Version { get; set; }
    public RoundApprovers.ApproversPage View { get; private set; } = null!;
    public IReadOnlyList<Choice> People =>
        View.Approvers.Select(person => new Choice(person.Id.ToString(), person.Name, person.Email)).ToList();

    public async Task OnGetAsync()
    {
        View = await approvers.GetAsync(Id);
        Version = View.Round.Version;
        Named = [.. View.Approvers.Where(person => person.IsNamed).Select(person => person.Id)];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await approvers.GetAsync(Id);
        var outcome = await approvers.SetAsync(User.Actor(), Id, Version, Named);
        if (outcome.IsDone)
            return this.Next(
                Links.Funds.Round(Id),
                Named.Count == 0 ? "Everybody with the right to decide may decide this round" : "Who decides this round is saved"
            );
        this.RefreshVersion(() => Version = View.Round.Version);
        return this.PageWithErrors(outcome);
    }
}
