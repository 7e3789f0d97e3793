using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>An officer picks questions of another round's form.</summary>
[Requires(Permission.ManageRounds)]
public sealed class PickModel(PickQuestions pick) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    [BindProperty]
    public List<string> Selected { get; set; } = [];
    public PickQuestions.PickPage View { get; private set; } = null!;

    public IReadOnlyList<Choice> Rounds => View.Rounds.Select(round => new Choice(round.Id.ToString(), round.FullName)).ToList();

    public IReadOnlyList<Choice> Choices =>
        View
            .Questions.Where(question => !PickedQuestions.IsAsked(question, View.Form))
            .Select(question => new Choice(
                question.Code,
                question.Wording,
                $"{question.Section}. {FormModel.Name(question.Kind)}{(question.IsText ? $", {question.WordLimit} words" : "")}"
            ))
            .ToList();
    public IReadOnlyList<string> Asked =>
        View.Questions.Where(question => PickedQuestions.IsAsked(question, View.Form)).Select(question => question.Wording).ToList();

    public async Task OnGetAsync()
    {
        View = await pick.GetAsync(Id, From);
        From = View.From?.Id;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (From is not { } source)
            return NotFound();
        var added = await pick.RunAsync(User.Actor(), Id, source, Selected);
        return added.IsDone
            ? this.Next(Links.Funds.Form(Id), Selected.Count == 1 ? "1 question added" : $"{Selected.Count} questions added")
            : this.PageWithErrors(added);
    }
}
