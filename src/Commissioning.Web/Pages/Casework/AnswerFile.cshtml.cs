using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.AnswerRequests)]
public sealed class AnswerFileModel(Db db, AnswerQueries answers, DraftAnswer draft, IPdfWriter pdf) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Reference { get; private set; } = "";
    public IReadOnlyList<FoiQueries.Answer> Copies { get; private set; } = [];

    /// <summary>Null: the person may have the file.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>What to install before there is a PDF; null when there is one.</summary>
    public string? PdfMissing => pdf.WhyUnavailable;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await draft.RunAsync(User.Actor(), Id);
        if (made.IsDone)
            return this.Next(Links.Casework.Answer(made.Value), "The copy is made. Decide about what was found in it.");
        await LoadAsync();
        return this.PageWithErrors(made);
    }

    private async Task LoadAsync()
    {
        (Reference, WhyNot) = await answers.MayHaveAsync(User.Actor(), Id);
        Copies = await db.ReadAsync(work => FoiQueries.OfApplicationAsync(work, Id));
    }
}
