using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>Finds the body that stands behind an organisation, and records it.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class SetHostModel(Db db, SetHost set) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    /// <summary>The body. Null: not chosen yet.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Host { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public DateParts Since { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public FindOrganisations.Found Organisation { get; private set; } = null!;
    public FindOrganisations.Found? Body { get; private set; }
    public IReadOnlyList<FindOrganisations.Found> Found { get; private set; } = [];

    public static readonly IReadOnlyList<Choice> Kinds = Enum.GetValues<HostKind>()
        .Select(kind => new Choice(kind.ToString(), HostRules.Name(kind)))
        .ToList();

    public Task OnGetAsync() =>
        db.ReadAsync<object?>(async work =>
        {
            Organisation = await FindOrganisations.GetAsync(work, Id);
            if (Host is { } host)
                Body = await FindOrganisations.GetAsync(work, host);
            else if (Find is { } words)
                Found = (await FindOrganisations.ByWordsAsync(work, words)).Where(one => one.Id != Id).ToList();
            return null;
        });

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Host is not { } host)
            return NotFound();
        if (Since.WhyNotADate("the first day") is { } wrong)
            this.AddError(nameof(Since), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await set.RunAsync(
            User.Actor(),
            Id,
            host,
            Enum.TryParse<HostKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Since.ToDate(),
            Reason
        );
        return outcome.IsDone
            ? this.Next(Links.Casework.OrganisationOn(Id, OrganisationPart.Links), $"{Body!.Name} is recorded")
            : this.PageWithErrors(outcome);
    }
}
