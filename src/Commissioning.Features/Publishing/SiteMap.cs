using System.Text;
using System.Xml;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The public pages for search engines (sitemaps.org), and what they are asked not to read.</summary>
public sealed class SiteMap(Db db, OpenRounds rounds, Office office)
{
    /// <summary>Addresses of one file, as the protocol sets it.</summary>
    public const int Most = 50_000;

    /// <summary>Everything in one file, or, when that is too much, the list of the files.</summary>
    public async Task<byte[]> WriteAsync()
    {
        var addresses = await AddressesAsync();
        return addresses.Count <= Most
            ? Write("urlset", "url", addresses)
            : Write(
                "sitemapindex",
                "sitemap",
                Enumerable.Range(1, (addresses.Count + Most - 1) / Most).Select(Links.Publishing.SiteMapPart).ToList()
            );
    }

    /// <summary>One of the files, from 1; "not found" where there is none.</summary>
    public async Task<byte[]> WriteAsync(int part)
    {
        var addresses = (await AddressesAsync()).Skip((Math.Max(1, part) - 1) * Most).Take(Most).ToList();
        return part > 0 && addresses.Count > 0 ? Write("urlset", "url", addresses) : throw new NotFoundException("No such part");
    }

    /// <summary>A crawler that follows every filter and every page of a list would ask for the same grants for ever; all are in the
    /// map.</summary>
    public string Robots() => $"User-agent: *\nDisallow: /*?\nSitemap: {office.LinkTo(Links.Publishing.SiteMap)}\n";

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var open = await rounds.ListAsync();
        return await db.ReadAsync(async work =>
            (IReadOnlyList<string>)
                [
                    Links.Home,
                    Links.Funds.OpenRounds,
                    Links.Publishing.Grants,
                    Links.Publishing.Rounds,
                    Links.Publishing.Decisions,
                    Links.Publishing.Figures,
                    Links.Publishing.OpenData,
                    Links.Publishing.OpenGrants,
                    Links.Publishing.OpenSpending,
                    Links.Publishing.Giving,
                    Links.Publishing.CspData,
                    Links.Publishing.Api,
                    Links.Help,
                    Links.Accessibility,
                    Links.Privacy,
                    .. open.Select(round => Links.Funds.Guidance(round.Id)),
                    .. (
                        await work.QueryAsync<Guid>("select Id from Round where LettersReleasedAt is not null order by ClosesAt, Name, Id")
                    ).Select(round => Links.Publishing.Round(round)),
                    .. (await PublicDecisions.AllAsync(work))
                        .Where(decision => decision.MayBeRead)
                        .Select(decision => Links.Publishing.Decision(decision.Id)),
                    .. (
                        await work.QueryAsync<Guid>(
                            "select Id from FigureEdition where PublishedAt is not null and WithdrawnAt is null order by CountedTo, Id"
                        )
                    ).Select(Links.Publishing.Edition),
                    .. (
                        await work.QueryAsync<string>(
                            $"select a.Reference {PublicGrants.FromSql} where {PublicGrants.IsPublicSql} order by a.Reference"
                        )
                    ).Select(Links.Publishing.Grant),
                ]
        );
    }

    private byte[] Write(string root, string item, IReadOnlyList<string> addresses)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(root, "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var address in addresses)
            {
                xml.WriteStartElement(item);
                xml.WriteElementString("loc", office.LinkTo(address));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return file.ToArray();
    }
}
