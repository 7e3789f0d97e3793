using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.WriteApplications)]
public sealed class GiveConsentModel(Consents consents, GiveConsent give) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string What { get; set; } = "";

    [FromRoute]
    public Guid Of { get; set; }

    [BindProperty]
    public string? Relation { get; set; }

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public DateParts GivenOn { get; set; } = new();

    [BindProperty]
    public DateParts Until { get; set; } = new();
    public Consents.Entry Entry { get; private set; } = null!;

    public IReadOnlyList<Choice> Relations =>
        Entry.Item == ConsentItem.Photo
            ?
            [
                new(nameof(ConsentRelation.Everyone), "Everyone in the picture", "For a child, a parent or carer says yes"),
                new(nameof(ConsentRelation.NoOne), "No one can be recognised in it"),
            ]
            :
            [
                new(nameof(ConsentRelation.Themself), "The person it is about"),
                new(nameof(ConsentRelation.ParentOrCarer), "Their parent or carer"),
            ];

    public static readonly IReadOnlyList<Choice> Hows =
    [
        new(nameof(ConsentHow.Writing), "In writing"),
        new(nameof(ConsentHow.Email), "By e-mail"),
        new(nameof(ConsentHow.Spoken), "They told us"),
    ];

    public async Task OnGetAsync() =>
        Entry =
            (await consents.MineAsync(User.Actor(), Id)).Entries.FirstOrDefault(entry => entry.Place == (What.ToLowerInvariant(), Of))
            ?? throw new NotFoundException("No such story, quote or photograph");

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (GivenOn.WhyNotADate("the day on which they said yes") is { } wrong)
            this.AddError(nameof(GivenOn), wrong);
        if (!Until.IsBlank && Until.WhyNotADate("the last day") is { } until)
            this.AddError(nameof(Until), until);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await give.RunAsync(
            User.Actor(),
            Id,
            new(
                Entry.Item,
                Of,
                Enum.TryParse<ConsentRelation>(Relation, out var relation) ? relation : null,
                Enum.TryParse<ConsentHow>(How, out var how) ? how : null,
                GivenOn.ToDate(),
                Until.ToDate()
            )
        );
        return outcome.IsDone ? this.Next(Links.Publishing.MyConsents(Id), "Thank you. We may publish it.") : this.PageWithErrors(outcome);
    }
}
