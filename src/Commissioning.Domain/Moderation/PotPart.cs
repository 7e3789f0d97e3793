using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

public sealed record PotPart(string Name, Money Kept, Money Left);
