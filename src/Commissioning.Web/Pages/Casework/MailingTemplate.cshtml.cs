using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class MailingTemplateModel(Db db, ChangeMailingTemplate save, CloseMailingTemplate close, OpenMailingTemplate open)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public MailingTemplates.Template View { get; private set; } = null!;
    public IReadOnlyList<MailingTemplates.Earlier> Earlier { get; private set; } = [];

    public static string Words(MailingAudience audience) =>
        audience switch
        {
            MailingAudience.Applications => "applicants of a round",
            MailingAudience.Awards => "holders of grants",
            MailingAudience.Organisations => "organisations",
            _ => "assessors of a round",
        };

    /// <summary>The same at the beginning of a line.</summary>
    public static string Whole(MailingAudience audience) => string.Concat(Words(audience)[..1].ToUpperInvariant(), Words(audience)[1..]);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Name, Subject, Wording, Version) = (View.Name, View.Subject, View.Wording, View.Version);
    }

    public async Task<IActionResult> OnPostAsync() =>
        await EndAsync(await save.RunAsync(User.Actor(), Id, Version, Name, Subject, Wording), "Saved");

    public async Task<IActionResult> OnPostCloseAsync() => await EndAsync(await close.RunAsync(User.Actor(), Id), "Closed");

    public async Task<IActionResult> OnPostOpenAsync() => await EndAsync(await open.RunAsync(User.Actor(), Id), "Open again");

    private async Task<IActionResult> EndAsync(Result outcome, string done)
    {
        if (outcome.IsDone)
            return this.Next(Links.Casework.MailingTemplate(Id), done);
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() =>
        (View, Earlier) = await db.ReadAsync(async work =>
            (await MailingTemplates.GetAsync(work, Id), await MailingTemplates.EarlierAsync(work, Id))
        );
}
