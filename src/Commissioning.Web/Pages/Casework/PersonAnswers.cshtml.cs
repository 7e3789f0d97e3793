using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.AnswerRequests)]
public sealed class PersonAnswersModel(Db db, DraftPersonAnswer draft) : PageModel
{
    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public string? PersonEmail { get; set; }
    public IReadOnlyList<FoiQueries.Answer> Copies { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await draft.RunAsync(User.Actor(), PersonName, PersonEmail);
        if (made.IsDone)
            return this.Next(Links.Casework.Answer(made.Value), "The copy is made. Decide about what was found in it.");
        await LoadAsync();
        return this.PageWithErrors(made);
    }

    private async Task LoadAsync() => Copies = await db.ReadAsync(FoiQueries.OfPeopleAsync);
}
