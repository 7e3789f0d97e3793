using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Messages;

/// <summary>Puts messages into the outbox, in the words of the fund or else the portal's, in the one frame.</summary>
internal static class Message
{
    /// <summary>Adds a message to the outbox in this change.</summary>
    /// <param name="fund">The fund whose words are used; null for a message that has one text for the whole office.</param>
    /// <param name="about">The record on which the message is listed.</param>
    /// <param name="values">A value for each field of the message; empty, not missing, where there is nothing to say.</param>
    /// <param name="link">The path behind the one button (of <see cref="Links"/>, without host); null: no button.</param>
    public static async Task SendAsync(
        Work work,
        Office office,
        MessageKind kind,
        Guid? fund,
        Recipient to,
        Guid about,
        IReadOnlyDictionary<string, string> values,
        string? link = null
    )
    {
        var message = MessageCatalogue.Of(kind);
        var words = await MessageQueries.WordsAsync(work, message.ByFund ? fund : null, message);
        var (text, html) = MessageFrame.Write(
            office,
            to.Name,
            MessageRules.Body(words.Body, values),
            link is null ? null : message.Button,
            link,
            MessageRules.Fill(message.Why, values)
        );
        await work.EmailAsync(new(to.Email, MessageRules.Fill(words.Subject, values), text, about) { Html = html, Kind = kind.ToString() });
    }

    /// <summary>Adds a letter to the outbox: its e-mail in the same frame, with a button to the letter and the letter attached.</summary>
    /// <param name="kind">The kind of letter, by which lists and tests tell it.</param>
    /// <param name="body">What the e-mail says: the letter's text, or its gist.</param>
    /// <param name="attachmentName">File name that says what it is, such as offer-2027-01-08-CSF-26-R1-012.pdf.</param>
    public static Task SendLetterAsync(
        Work work,
        Office office,
        Recipient to,
        Guid about,
        string kind,
        string subject,
        string body,
        string button,
        string link,
        string why,
        Guid? attachment,
        string attachmentName
    )
    {
        var (text, html) = MessageFrame.Write(office, to.Name, body, button, link, why);
        return work.EmailAsync(
            new(to.Email, subject, text, about)
            {
                Html = html,
                Kind = kind,
                AttachmentId = attachment,
                AttachmentName = attachmentName,
            }
        );
    }
}
