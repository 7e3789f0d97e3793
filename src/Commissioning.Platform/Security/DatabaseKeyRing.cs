using System.Xml.Linq;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Commissioning.Platform.Security;

/// <summary>Stores the data-protection keys in the database, so that every web node can read the same cookies and secrets.</summary>
public sealed class DatabaseKeyRing(Db db) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        db.QueryAsync<string>("select Xml from DataProtectionKey order by CreatedAt, Id")
            .GetAwaiter()
            .GetResult()
            .Select(xml => XElement.Parse(xml))
            .ToList();

    public void StoreElement(XElement element, string friendlyName) =>
        db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "insert into DataProtectionKey (Id, FriendlyName, Xml, CreatedAt) values (@Id, @FriendlyName, @Xml, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        FriendlyName = friendlyName,
                        Xml = element.ToString(SaveOptions.DisableFormatting),
                        work.Now,
                    }
                )
            )
            .GetAwaiter()
            .GetResult();
}
