using System.Globalization;
using System.Text;
using System.Xml;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The newest published grants and decisions as an Atom feed (RFC 4287).</summary>
public sealed class PublicFeed(Db db, Office office)
{
    private const int Most = 50;

    private sealed record Entry(Guid Id, string Title, string Words, string Address, DateTime At);

    public Task<byte[]> WriteAsync() =>
        db.ReadAsync(async work =>
        {
            var grants = await PublicGrants.PageAsync(work, "1 = 1", "p.DecidedAt desc, a.Reference", new { First = 1, Last = Most });
            var decisions = (await PublicDecisions.AllAsync(work)).Where(decision => decision.MayBeRead).Take(Most);
            return Write([
                .. grants
                    .Select(grant => new Entry(
                        grant.Id,
                        grant.Recipient is { } name ? $"{name}: {grant.Title}, {grant.Amount}" : $"{grant.Title}, {grant.Amount}",
                        $"{(grant.Recipient is null ? $"{grant.RecipientInWords}. " : "")}{grant.Brief} {grant.FundName}, {grant.RoundName}, {grant.BudgetYear}.",
                        Links.Publishing.Grant(grant.Reference),
                        grant.DecidedAt
                    ))
                    .Concat(
                        decisions.Select(decision => new Entry(
                            decision.Id,
                            $"Decision {decision.Number}: {decision.Round}",
                            $"{decision.Funded} of {decision.Applications} applications were offered a grant. Published so far: {decision.Grants}.",
                            Links.Publishing.Decision(decision.Id),
                            decision.DecidedAt
                        ))
                    )
                    .OrderByDescending(entry => entry.At)
                    .ThenBy(entry => entry.Address, StringComparer.Ordinal)
                    .Take(Most),
            ]);
        });

    private byte[] Write(IReadOnlyList<Entry> entries)
    {
        const string atom = "http://www.w3.org/2005/Atom";
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", atom);
            xml.WriteElementString("title", atom, $"Grants and decisions of the {office.FunderName}");
            xml.WriteElementString("id", atom, office.LinkTo(Links.Publishing.Feed));
            // An empty feed has never changed.
            xml.WriteElementString("updated", atom, Time(entries.Count == 0 ? DateTime.UnixEpoch : entries[0].At));
            xml.WriteStartElement("author", atom);
            xml.WriteElementString("name", atom, office.FunderName);
            xml.WriteEndElement();
            Link("self", Links.Publishing.Feed);
            Link("alternate", Links.Publishing.Grants);
            foreach (var entry in entries)
            {
                xml.WriteStartElement("entry", atom);
                xml.WriteElementString("title", atom, Readable(entry.Title));
                xml.WriteElementString("id", atom, $"urn:uuid:{entry.Id}");
                xml.WriteElementString("updated", atom, Time(entry.At));
                Link("alternate", entry.Address);
                xml.WriteElementString("summary", atom, Readable(entry.Words));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();

            void Link(string rel, string address)
            {
                xml.WriteStartElement("link", atom);
                xml.WriteAttributeString("rel", rel);
                xml.WriteAttributeString("href", office.LinkTo(address));
                xml.WriteEndElement();
            }
        }
        return file.ToArray();
    }

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Readable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)));

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
