using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>A message for what a list shows, by the same address, or for those that were selected in it, or for assessors of a round. Two
/// pages have this model: one of a round, and one of the lists of the whole office.</summary>
[Requires(Permission.SendLetters)]
public sealed class NewMailingModel(Db db, StartMailing start, AddMailingTemplate save) : PageModel
{
    /// <summary>The round. Null on the page of a list of the whole office.</summary>
    [FromRoute]
    public Guid? Id { get; set; }

    /// <summary>Awards or organisations. Null on the page of a round.</summary>
    [FromRoute]
    public string? List { get; set; }

    /// <summary>Panel: the assessors of the round. Otherwise its applications.</summary>
    [FromQuery]
    public MailingAudience? To { get; set; }

    [FromQuery]
    public PanelPart Who { get; set; }

    /// <summary>A message whose words this one begins with. Null: none.</summary>
    [FromQuery]
    public Guid? From { get; set; }

    /// <summary>A template whose words this message begins with. Null: none.</summary>
    [FromQuery]
    public Guid? Template { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    /// <summary>Under which the words are kept as a template.</summary>
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public int Shown { get; set; }

    [BindProperty]
    public string? ShownHash { get; set; }
    public MailingAudience Audience { get; private set; }
    public IReadOnlyList<Guid> Recipients { get; private set; } = [];
    public IReadOnlyList<MailingTemplates.Template> Templates { get; private set; } = [];

    /// <summary>Null: not asked for, or the words are wrong.</summary>
    public MailingPreview.Preview? Preview { get; private set; }
    public string Here => Request.Path + Request.QueryString;

    /// <summary>How many it goes for, in words.</summary>
    public string Many => MailingRules.Count(Audience, Recipients.Count);

    /// <summary>This address, with other words to begin with.</summary>
    public string With(string key, Guid words) =>
        Request.Path
        + QueryString
            .Create(Request.Query.Where(part => part.Key.ToLowerInvariant() is not ("template" or "from")))
            .Add(key, words.ToString());

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Template is { } template)
        {
            var found = await db.ReadAsync(work => MailingTemplates.GetAsync(work, template));
            if (found.Audience != Audience)
                throw new NotFoundException("A template of another list");
            (Subject, Wording) = (found.Subject, found.Wording);
        }
        else if (From is { } mailing)
        {
            var found = await db.ReadAsync(work => Mailings.GetAsync(work, mailing));
            (Subject, Wording) = (found.Subject, found.Wording);
        }
    }

    public async Task<IActionResult> OnPostAsync(bool send, bool keep, int number)
    {
        await LoadAsync();
        if (keep)
        {
            var kept = await save.RunAsync(User.Actor(), Audience, Name, Subject, Wording);
            return kept.IsDone ? this.Next(With("template", kept.Value), $"\"{Name!.Trim()}\" is kept") : this.PageWithErrors(kept);
        }
        if (this.AnyErrors(MailingRules.WhyWrong(Audience, Subject, Wording)))
            return this.PageWithErrors();
        Preview = await db.ReadAsync(work => MailingPreview.OfAsync(work, Audience, Id, Recipients, number, Subject!, Wording!));
        if (!send && MailingRules.WhyOtherCount(Audience, Recipients.Count, Recipients.Count) is { } nobody)
            return this.PageWithErrors(nobody);
        if (!send)
            return Page();
        var outcome = await start.RunAsync(User.Actor(), Audience, Id, Recipients, Shown, ShownHash, Subject, Wording);
        return outcome.IsDone
            ? this.Next(Links.Casework.Mailing(outcome.Value), "The message is on its way")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        Audience = (List, To) switch
        {
            ("awards", _) when User.Can(Permission.ViewAwards) => MailingAudience.Awards,
            ("organisations", _) when User.Can(Permission.ViewDueDiligence) => MailingAudience.Organisations,
            (not null, _) => throw new NotFoundException("No such list"),
            (_, MailingAudience.Panel) => MailingAudience.Panel,
            _ => MailingAudience.Applications,
        };
        Templates = await db.ReadAsync(work => MailingTemplates.OpenAsync(work, Audience));
        Recipients = await RecipientsAsync();
    }

    private async Task<IReadOnlyList<Guid>> RecipientsAsync()
    {
        if (Audience == MailingAudience.Panel)
            return await db.ReadAsync(async work =>
            {
                await RoundReader.GetAsync(work, Id!.Value);
                return await MailingReader.PanelAsync(work, Id.Value, Who);
            });
        var selected = (Request.Query["selected"].FirstOrDefault() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (selected.Length > 0)
            return selected
                .Select(one => Guid.TryParse(one, out var id) ? id : throw new NotFoundException("Not an application"))
                .Distinct()
                .ToList();
        return await db.ReadAsync(async work =>
        {
            var list = Audience switch
            {
                MailingAudience.Awards => AwardList.Of(null, "Awards"),
                MailingAudience.Organisations => OrganisationList.List,
                _ => await ApplicationList.OfAsync(work, User.Actor(), RolePermissions.Of(User.Roles()), Id!.Value),
            };
            var found = new List<Guid>();
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
            return Audience == MailingAudience.Awards ? await MailingReader.ApplicationsOfAsync(work, found) : found;
        });
    }
}
