using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>A message for what the list of applications shows, by the same address, or for those that were selected in it.</summary>
[Requires(Permission.SendLetters)]
public sealed class NewMailingModel(Db db, StartMailing start) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>A message whose words this one begins with. Null: it begins empty.</summary>
    [FromQuery]
    public Guid? From { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    [BindProperty]
    public int Shown { get; set; }

    [BindProperty]
    public string? ShownHash { get; set; }
    public IReadOnlyList<Guid> Recipients { get; private set; } = [];

    /// <summary>Null: not asked for, or the words are wrong.</summary>
    public MailingPreview.Preview? Preview { get; private set; }
    public string Here => Request.Path + Request.QueryString;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (From is { } mailing)
            (Subject, Wording) = await db.ReadAsync(async work =>
                await Mailings.GetAsync(work, mailing) is var found ? (found.Subject, found.Wording) : default
            );
    }

    public async Task<IActionResult> OnPostAsync(bool send)
    {
        await LoadAsync();
        if (this.AnyErrors(MailingRules.WhyWrong(Subject, Wording)))
            return this.PageWithErrors();
        Preview =
            Recipients.Count == 0 ? null : await db.ReadAsync(work => MailingPreview.OfAsync(work, Id, Recipients[0], Subject!, Wording!));
        if (!send && MailingRules.WhyOtherCount(Recipients.Count, Recipients.Count) is { } nobody)
            return this.PageWithErrors(nobody);
        if (!send)
            return Page();
        var outcome = await start.RunAsync(User.Actor(), Id, Recipients, Shown, ShownHash, Subject, Wording);
        return outcome.IsDone
            ? this.Next(Links.Casework.Mailing(outcome.Value), "The message is on its way")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        var selected = (Request.Query["selected"].FirstOrDefault() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (selected.Length > 0)
        {
            Recipients = selected
                .Select(one => Guid.TryParse(one, out var id) ? id : throw new NotFoundException("Not an application"))
                .Distinct()
                .ToList();
            return;
        }
        var found = new List<Guid>();
        await db.ReadAsync<object?>(async work =>
        {
            var list = await ApplicationList.OfAsync(work, User.Actor(), RolePermissions.Of(User.Roles()), Id);
            await ListReader.EachAsync(
                work,
                list,
                ListView.Asked(this, list),
                row =>
                {
                    found.Add(row.Id);
                    return Task.CompletedTask;
                }
            );
            return null;
        });
        Recipients = found;
    }
}
