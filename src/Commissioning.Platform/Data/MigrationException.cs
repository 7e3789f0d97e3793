using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Dapper;

namespace Commissioning.Platform.Data;

public sealed class MigrationException(string message) : Exception(message);
