using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Messages;

/// <summary>The words of one message of a fund, or of the whole office: written by one person, approved by another.</summary>
[Requires(Permission.ViewAwards)]
public sealed class MessageModel(Db db, SaveMessage save, PreviewMessage preview, ApproveMessage approve) : PageModel
{
    [FromRoute]
    public string Kind { get; set; } = "";

    /// <summary>Null for a message that has one text for the whole office.</summary>
    [FromQuery]
    public Guid? Fund { get; set; }

    [BindProperty]
    public MessageForm Form { get; set; } = new();
    public bool MayChange => User.Can(Permission.ManageRounds);
    public MessageText Message { get; private set; } = null!;
    public IReadOnlyList<MessageQueries.Version> Versions { get; private set; } = [];
    public MessageQueries.State State => MessageQueries.Of(Message, Versions);
    public PreviewMessage.Preview? Shown { get; private set; }
    private IReadOnlyList<PreviewMessage.Written> Records { get; set; } = [];

    public sealed class MessageForm
    {
        public string? Subject { get; set; }
        public string? Body { get; set; }

        /// <summary>The application that the preview uses; null for samples.</summary>
        public Guid? Record { get; set; }
    }

    /// <summary>The newest version, approved or not, so that the approver reads the same text.</summary>
    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = Versions.FirstOrDefault() is { } newest
            ? new() { Subject = newest.Subject, Body = newest.Body }
            : new() { Subject = Message.Subject, Body = Message.Body };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        return this.AnyErrors(await save.RunAsync(User.Actor(), Fund, Message.Kind, Form.Subject, Form.Body))
            ? this.PageWithErrors()
            : this.Next(
                Links.Messages.Message(Fund, Message.Kind),
                "The version is saved. Someone else must approve it before it is used."
            );
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        if (this.AnyErrors(MessageRules.WhyWrong(Message.Kind, Form.Subject, Form.Body)))
            return this.PageWithErrors();
        Shown = await preview.RunAsync(Fund, Message.Kind, Form.Subject!, Form.Body!, Form.Record);
        return Page();
    }

    /// <summary>Only fills the form; saving makes a version, which waits for approval like any other.</summary>
    public async Task<IActionResult> OnPostDefaultAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        ModelState.Clear();
        (Form.Subject, Form.Body) = (Message.Subject, Message.Body);
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid version)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await approve.RunAsync(User.Actor(), Fund, version);
        await OnGetAsync();
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Messages.Message(Fund, Message.Kind), "The version is approved and in use");
    }

    public IReadOnlyList<Choice> Choices() =>
        [
            new("", "Samples"),
            .. Records.Select(record => new Choice(record.ApplicationId.ToString(), $"{record.Reference} {record.Project}".Trim())),
        ];

    private async Task LoadAsync()
    {
        if (!Enum.TryParse<MessageKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new NotFoundException("No such message");
        Message = MessageCatalogue.Of(kind);
        if (Message.ByFund != Fund is not null)
            throw new NotFoundException("No such message");
        if (Fund is { } fund)
            await db.ReadAsync(work => FundQueries.GetAsync(work, fund));
        Versions = await db.ReadAsync(work => MessageQueries.VersionsAsync(work, Fund, kind));
        Records = await preview.RecordsAsync(Fund, kind);
    }
}
